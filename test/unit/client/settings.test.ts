import { describe, expect, it, vi } from "vitest";
import { defaultSettings, settingKinds, type SettingName } from "../../../protocol/settings.js";
import { settingsFrom } from "../../../client/src/settings.js";
import { readManifest } from "./manifestFile.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

interface Property {
  type: string;
  default: unknown;
  enum?: unknown[];
  enumDescriptions?: string[];
  minimum?: number;
  maximum?: number;
  scope: string;
  markdownDescription?: string;
}
interface Manifest {
  contributes: { configuration: { properties: Record<string, Property> } };
  capabilities: { untrustedWorkspaces: { restrictedConfigurations: string[] } };
}

const manifest = readManifest() as Manifest;
const properties = manifest.contributes.configuration.properties;

describe("the manifest's configuration is the table in protocol/settings.ts", () => {
  it("has the same names", () => {
    expect(Object.keys(properties).sort()).toEqual(
      Object.keys(settingKinds)
        .map((name) => `manimVideo.${name}`)
        .sort(),
    );
  });

  it.each(Object.keys(settingKinds) as SettingName[])("agrees on %s", (name) => {
    const kind: {
      default: unknown;
      scope: string;
      choices?: readonly unknown[];
      minimum?: number;
      maximum?: number;
      fractional?: true;
    } = settingKinds[name];
    const property = properties[`manimVideo.${name}`]!;
    expect(property.default).toEqual(kind.default);
    expect(property.scope).toBe(kind.scope);
    expect(property.enum).toEqual(kind.choices);
    expect([property.minimum, property.maximum]).toEqual([kind.minimum, kind.maximum]);
    const type = Array.isArray(kind.default)
      ? "array"
      : typeof kind.default === "number"
        ? kind.fractional
          ? "number"
          : "integer"
        : typeof kind.default;
    expect(property.type).toBe(type);
    expect(property.markdownDescription).toMatch(/\.$/);
    expect(property.enumDescriptions?.length).toBe(property.enum?.length);
  });

  it("keeps a stranger's workspace from naming programs, addresses and permissions", () => {
    const restricted = manifest.capabilities.untrustedWorkspaces.restrictedConfigurations;
    for (const name of [
      "pythonPath",
      "geminiBaseUrl",
      "openaiBaseUrl",
      "maxUsd",
      "pricesFile",
      "allowedImports",
      "sandbox",
    ])
      expect(restricted).toContain(`manimVideo.${name}`);
  });
});

describe("settingsFrom", () => {
  it("gives the defaults where nothing is set", () => {
    expect(settingsFrom(() => undefined)).toEqual({ settings: defaultSettings(), problems: [] });
  });

  it("takes values that fit", () => {
    const given: Partial<Record<SettingName, unknown>> = {
      quality: "4k",
      maxRepairs: 0,
      allowedImports: ["scipy"],
      sandbox: false,
    };
    const { settings, problems } = settingsFrom((name) => given[name]);
    expect(settings).toEqual({ ...defaultSettings(), ...given });
    expect(problems).toEqual([]);
  });

  it.each<[SettingName, unknown]>([
    ["quality", "8k"],
    ["maxRepairs", 11],
    ["maxRepairs", "3"],
    ["check.delay", Number.NaN],
    ["allowedImports", "scipy"],
    ["allowedImports", [1]],
    ["sandbox", "no"],
    ["pythonPath", { path: "/x" }],
  ])("replaces %s = %j by its default and says so", (name, value) => {
    const { settings, problems } = settingsFrom((asked) => (asked === name ? value : undefined));
    expect(settings).toEqual(defaultSettings());
    expect(problems.map(({ code }) => code)).toEqual(["setting-invalid"]);
    expect(problems[0]?.message).toContain(`manimVideo.${name}`);
  });
});
