import { existsSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { commands } from "../../../client/src/commands.js";
import { viewType } from "../../../client/src/jobPanel.js";
import { viewType as frameViewType } from "../../../client/src/liveFrame.js";
import { proposalScheme } from "../../../client/src/proposedFixes.js";
import { readManifest, root } from "./manifestFile.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

interface Entry {
  command: string;
  title?: string;
  category?: string;
  when?: string;
}
interface Manifest {
  icon: string;
  activationEvents: string[];
  contributes: {
    commands: Entry[];
    menus: Record<string, Entry[]>;
    jsonValidation: { fileMatch: string[]; url: string }[];
  };
}

const manifest = readManifest() as Manifest;
const { contributes } = manifest;

describe("the manifest", () => {
  it("declares exactly the commands that the client registers", () => {
    expect(contributes.commands.map(({ command }) => command).sort()).toEqual(Object.keys(commands).sort());
  });

  it("names the main command in full and gives the others a category", () => {
    const [main, ...others] = contributes.commands;
    expect(main).toMatchObject({ command: "manimVideo.generate", title: "Generate Manim video" });
    expect(main?.category).toBeUndefined();
    for (const { category } of others) expect(category).toBe("Manim Video");
  });

  it("has menus of declared commands only, each with a condition", () => {
    for (const entry of Object.values(contributes.menus).flat()) {
      expect(Object.keys(commands)).toContain(entry.command);
      expect(entry.when).toBeTruthy();
    }
  });

  it("uses the proposal's scheme and the views' types as the client does", () => {
    const whens = Object.values(contributes.menus)
      .flat()
      .map(({ when }) => when ?? "");
    expect(whens.filter((when) => when.includes(proposalScheme))).toHaveLength(4);
    for (const type of [viewType, frameViewType]) expect(manifest.activationEvents).toContain(`onWebviewPanel:${type}`);
  });

  it("names files that exist", () => {
    for (const path of [manifest.icon, ...contributes.jsonValidation.map(({ url }) => url)]) {
      expect(existsSync(new URL(path, root)), path).toBe(true);
    }
  });
});
