import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { settingKinds } from "../../../../protocol/settings.js";
import { readArguments } from "../../../../server/src/cli/arguments.js";
import { configurationOf } from "../../../../server/src/cli/configuration/settingsOf.js";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "configuration-"));
  mkdirSync(join(root, "project"));
});
afterEach(() => rmSync(root, { recursive: true }));

const own = (): string => join(root, "config.json");
const project = (): string => join(root, "project", "manim-video.json");

function configured(environment: NodeJS.ProcessEnv = {}, ...flags: string[]) {
  const typed = readArguments(["config", ...flags]);
  if (typed === "help") throw new Error("help");
  return configurationOf(typed, { MANIM_VIDEO_CONFIG: own(), ...environment }, join(root, "project"));
}

describe("the settings of the command line", () => {
  it("are the defaults where nobody says otherwise", () => {
    const { settings, from, refused } = configured();
    for (const [name, { default: usual }] of Object.entries(settingKinds))
      expect([settings[name as "quality"], from[name as "quality"]]).toEqual([usual, "default"]);
    expect(refused).toEqual([]);
  });

  it("come from the user's file, the project's, the environment and flags, each stronger than the one before", () => {
    writeFileSync(own(), JSON.stringify({ quality: "low", sceneConcurrency: 1, maxRepairs: 1, mode: "batch" }));
    writeFileSync(project(), JSON.stringify({ quality: "medium", DEFAULT_QUALITY: "high", maxRepairs: 2 }));
    const environment = { MAX_SCENE_CONCURRENCY: "7", DEFAULT_QUALITY: "", MANIM_VIDEO_BATCH_POLL: "1" };
    const { settings, from } = configured(environment, "--mode", "interactive");
    expect(settings).toMatchObject({ quality: "high", maxRepairs: 2, sceneConcurrency: 7, mode: "interactive" });
    expect(settings["batch.pollInterval"]).toBe(1);
    expect(from).toMatchObject({
      ...{ quality: project(), maxRepairs: project(), sceneConcurrency: "MAX_SCENE_CONCURRENCY" },
      ...{ mode: "--mode", useRag: "default" },
    });
  });

  it.each([
    ["true", "batch"],
    ["false", "interactive"],
  ])("take USE_BATCH and USE_BATCH_MANIM %s for the mode %s", (text, mode) => {
    expect(configured({ USE_BATCH: text }).settings.mode).toBe(mode);
    expect(configured({ USE_BATCH_MANIM: text }).from.mode).toBe("USE_BATCH_MANIM");
    expect(configured({ USE_BATCH: text }, "--mode", "auto").settings.mode).toBe("auto");
  });

  it("name --python, --out, --max-usd and MANIM_VIDEO_PYTHON", () => {
    const { settings, from } = configured({ MANIM_VIDEO_PYTHON: "/a" }, "--out", "videos", "--max-usd", "2.5");
    expect([settings.pythonPath, from.pythonPath]).toEqual(["/a", "MANIM_VIDEO_PYTHON"]);
    expect([settings.outputFolder, settings.maxUsd, from.maxUsd]).toEqual(["videos", 2.5, "--max-usd"]);
    expect(configured({ MANIM_VIDEO_PYTHON: "/a" }, "--python", "/b").settings.pythonPath).toBe("/b");
  });

  it("of a project set nothing that is the machine's or the user's", () => {
    const stranger = {
      ...{ geminiBaseUrl: "https://evil.example", pythonPath: "/evil", sandbox: false, allowedImports: ["os"] },
      ...{ maxUsd: 1000, GOOGLE_GEMINI_BASE_URL: "https://evil.example", "limits.memory": 60_000, quality: "low" },
    };
    writeFileSync(project(), JSON.stringify(stranger));
    const { settings, refused } = configured();
    expect(settings).toMatchObject({ geminiBaseUrl: "", pythonPath: "", sandbox: true, allowedImports: [], maxUsd: 0 });
    expect(settings).toMatchObject({ "limits.memory": 2048, quality: "low" });
    expect(refused).toHaveLength(7);
    for (const found of refused)
      expect(found).toMatchObject({ code: "setting-invalid", severity: "warning", file: project() });
    writeFileSync(own(), JSON.stringify(stranger));
    expect(configured().settings).toMatchObject({ sandbox: false, maxUsd: 1000 });
  });

  it.each([
    [{ DEFAULT_QUALITY: "best" }, /DEFAULT_QUALITY is "best"; it can be low, medium, high, 4k/],
    [{ MAX_SCENE_CONCURRENCY: "many" }, /a whole number from 1 to 32/],
    [{ MAX_SCENE_CONCURRENCY: "0" }, /a whole number from 1 to 32/],
    [{ USE_RAG: "yes" }, /true or false/],
    [{ USE_BATCH: "1" }, /USE_BATCH is "1"; it can be true or false/],
  ])("refuse %j", (environment, message) => expect(() => configured(environment)).toThrow(message));

  it.each([
    ["{", /not JSON/],
    ["[]", /not a JSON object/],
    ['{"qualty": "low"}', /no setting "qualty"/],
    ['{"quality": "best"}', /quality is "best"; it can be low, medium, high, 4k/],
    ['{"maxRepairs": "3"}', /a whole number from 0 to 10/],
    ['{"maxUsd": -1}', /a number from 0/],
    ['{"allowedImports": "os"}', /a list of texts/],
    ['{"enableCaching": 1}', /true or false/],
    ['{"model": 3}', /a text/],
  ])("refuse the file %s", (text, message) => {
    writeFileSync(own(), text);
    expect(() => configured()).toThrow(message);
  });
});
