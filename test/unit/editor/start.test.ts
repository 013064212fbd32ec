import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { managedPlaces } from "../../../bin/setup/managedPython.mjs";
import { writeStamp } from "../../../bin/setup/stamps.mjs";
import { defaultSettings } from "../../../protocol/settings.js";
import { foldersOf, interpreters, Start } from "../../../server/src/editor/start.js";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "home-"));
});
afterEach(() => rmSync(home, { recursive: true }));

describe("what the client sends at its start", () => {
  const start = { stateFolder: "/s", settings: defaultSettings(), trusted: true, pythonFromEditor: null };

  it("is taken as it is", () => expect(Start.parse(start)).toEqual(start));

  it("has defaults for settings that are missing, unknown or of another type", () => {
    const settings = { quality: "high", maxRepairs: "many", allowedImports: "os", colour: "red" };
    expect(Start.parse({ ...start, settings }).settings).toEqual({ ...defaultSettings(), quality: "high" });
  });

  it.each([undefined, {}, { ...start, stateFolder: "" }, { ...start, trusted: "yes" }])("is refused: %j", (given) =>
    expect(Start.safeParse(given).success).toBe(false),
  );

  it("names folders of the file system only", () => {
    expect(foldersOf([{ uri: "file:///a%20b" }, { uri: "vscode-vfs://github/x" }])).toEqual(["/a b"]);
    expect(foldersOf(null)).toEqual([]);
  });
});

describe("the interpreters to try", () => {
  const start = { stateFolder: "/s", settings: defaultSettings(), trusted: true, pythonFromEditor: "/chosen/python" };
  const env = (): NodeJS.ProcessEnv => ({
    MANIM_VIDEO_HOME: home,
    MANIM_VIDEO_DEFAULT_PYTHON: "/made/python",
    PATH: "",
  });
  const install = (): string => {
    const { python, stamp } = managedPlaces({ home, platform: process.platform });
    mkdirSync(dirname(python), { recursive: true });
    writeFileSync(python, "");
    writeStamp(stamp, { lockHash: "x", python });
    return python;
  };

  it("are the editor's choice, the workspace's own, and what was installed", () => {
    expect(interpreters(start, ["/work"], env())).toEqual([
      "/chosen/python",
      process.platform === "win32" ? "\\work\\.venv\\Scripts\\python.exe" : "/work/.venv/bin/python",
      "/made/python",
    ]);
    const installed = install();
    expect(interpreters(start, [], env())).toEqual(["/chosen/python", "/made/python", installed]);
  });

  it("are none of the workspace's while it is not trusted", () => {
    const installed = install();
    const untrusted = { ...start, trusted: false };
    expect(interpreters(untrusted, ["/work"], env())).toEqual(["/made/python", installed]);
  });
});
