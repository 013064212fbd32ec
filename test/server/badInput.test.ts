/** Bad input gives the same problem, in the same words, at the command line and in the editor. Both are the built ones. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemKinds, type Problem, type ProblemCode } from "../../protocol/problems.js";
import { CheckRequest, GenerateRequest, StartChanged } from "../../protocol/server.js";
import { defaultSettings } from "../../protocol/settings.js";
import { readArguments } from "../../server/src/cli/arguments.js";
import { check } from "../../server/src/cli/check.js";
import { Engine } from "../../server/src/engine.js";
import { runCommand, type Places } from "./commandLine.js";
import { LanguageClient, problemOf, valueOf } from "./languageClient.js";
import { testPython } from "./python.js";
import { silent } from "./realWorkers.js";

let root: string;
let places: Places;
let client: LanguageClient;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "bad-input-"));
  places = { state: join(root, "cli"), out: join(root, "videos") };
  client = await LanguageClient.open({ state: join(root, "editor") });
});
afterAll(async () => {
  await client.close();
  rmSync(root, { recursive: true, force: true });
});

const file = (name: string, text: string): string => {
  writeFileSync(join(root, name), text);
  return join(root, name);
};
const sceneFile = (name: string, body: string, before = ""): string =>
  file(name, `from manim import *\n${before}\n\nclass A(Scene):\n    def construct(self):\n        ${body}\n`);

/** What a person reads; numbers may differ where the two have different limits. */
function wordsOf({ code, severity, message, fix, line, column }: Problem): object {
  return {
    code,
    severity,
    fix,
    line,
    column,
    message: message
      .replaceAll(root, "")
      .replace(/\/(cli|editor)\//, "/")
      .replace(/\d+ seconds?/, "N seconds"),
  };
}

async function inEditor(path: string): Promise<Problem[]> {
  return valueOf(await client.connection.sendRequest(CheckRequest, { uri: pathToFileURL(path).href }));
}

function expectSame(commandLine: Problem[], editor: Problem[], code: ProblemCode): void {
  expect(commandLine.length).toBeGreaterThan(0);
  expect(commandLine.map(wordsOf)).toEqual(editor.map(wordsOf));
  expect(commandLine[0]).toMatchObject({ code, fix: problemKinds[code].fix, severity: problemKinds[code].severity });
}

describe("a scene", () => {
  it.each<[string, ProblemCode, string, string]>([
    ["that prints gigabytes", "scene-output", "while True: print('x' * 1_000_000)", ""],
    ["that ends Python", "unsafe-code", "sys.exit(0)", "import sys\n"],
    ["that ends Python unseen", "scene-exit", "raise SystemExit(3)", ""],
    ["that needs all memory", "scene-memory", "x = [np.empty(10**8) for _ in range(100)]", ""],
    ["that is no Python", "syntax-error", "self.play(", ""],
    ["that is not there", "no-scene", "pass", "Scene = object\n"],
  ])("%s is %s", async (_what, code, body, before) => {
    const path = sceneFile(`${code}.py`, body, before);
    const { code: exit, answer } = await runCommand(places, ["check", path]);
    expect(exit).toBe(1);
    expectSame(answer.problems, await inEditor(path), code);
  });

  it("that was saved as something else than text is refused with its place", async () => {
    const path = file("bytes.py", "from manim import *\n\u0000\nclass A(Scene): pass\n");
    const { answer } = await runCommand(places, ["check", path]);
    expectSame(answer.problems, await inEditor(path), "syntax-error");
  });
});

describe("a scene without an end", () => {
  it("is given up, with the line where it was", async () => {
    const path = sceneFile("endless.py", "while True: pass");
    // The built command line would take a minute, its limit; this is its command over an engine with another one.
    const engine = new Engine({
      stateFolder: join(root, "endless"),
      installation: resolve("."),
      log: silent,
      settings: () => ({ ...defaultSettings(), "check.timeout": 1 }),
      keys: {
        geminiKey: () => Promise.resolve(null),
        hasGeminiKey: () => Promise.resolve(false),
        openaiKey: () => Promise.resolve(null),
      },
      pythons: () => [testPython()],
      trusted: () => true,
    });
    const typed = readArguments(["check", path]);
    if (typed === "help") throw new Error("help was not asked for");
    const answer = await check({ engine, typed, signal: new AbortController().signal });
    await engine.dispose();
    const found = await inEditor(path);
    expect(answer.ok).toBe(false);
    expectSame(answer.problems, found, "scene-timeout");
    expect(found[0]).toMatchObject({ line: 6, scene: "A" });
  });
});

describe("a topic", () => {
  it.each<[ProblemCode, string]>([
    ["topic-empty", " \n\t "],
    ["topic-too-long", "word ".repeat(20_000)],
  ])("that is %s", async (code, topic) => {
    const path = file(`${code}.md`, topic);
    const ran = await runCommand(places, ["generate", path]);
    const answer = await client.connection.sendRequest(GenerateRequest, { topic, out: places.out });
    expect(ran.code).toBe(1);
    expectSame(ran.answer.problems, [problemOf(answer)], code);
  });

  it.each([
    ["cut", '{\n  "version": 1,\n  "topic": "Nons', 3],
    ["with a comment", '{\n  // mine\n  "version": 1 }', 2],
    [
      "of another form",
      '{\n  "version": 1,\n  "topic": "# Nonsense of another form\\n\\n- a point",\n  "title": "x",\n  "scenes": "all"\n}',
      5,
    ],
    ["nested too deeply", "[".repeat(200_000), 1],
    ["that is empty", "", 1],
  ])("whose storyboard is %s", async (name, text, line) => {
    const topic = `# Nonsense ${name}\n\n- a point\n`;
    const outputs = (front: "cli" | "editor"): { out: string } => {
      const out = join(root, front, "videos");
      const folder = join(out, `nonsense-${name.replaceAll(" ", "-")}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "storyboard.json"), text);
      return { out };
    };
    const typed = ["generate", file("nonsense.md", topic)];
    const { code, answer } = await runCommand({ ...places, ...outputs("cli") }, typed);
    expect(code).toBe(1);
    const { id } = valueOf(await client.connection.sendRequest(GenerateRequest, { topic, ...outputs("editor") }));
    const failed = await client.job(id, ({ status }) => status === "failed");
    expectSame(answer.problems, failed.problems, "storyboard-invalid");
    expect(failed.problems[0]).toMatchObject({ line });
  });
});

describe("a Python", () => {
  const answering = (name: string, said: object): string => {
    const whole = { executable: "x", typst: null, latex: false, ...said };
    const path = file(name, `#!/bin/sh\necho '${JSON.stringify(whole)}'\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it.each<[ProblemCode, () => string]>([
    ["python-missing", () => "/nowhere/python"],
    ["python-too-old", () => answering("old", { python: "3.8.1", manim: "0.22.0" })],
    ["manim-missing", () => answering("bare", { python: "3.12.0", manim: null })],
    ["manim-too-old", () => answering("aged", { python: "3.12.0", manim: "0.17.3" })],
  ])("that is %s is said before anything else is done", async (code, make) => {
    const python = make();
    const { settings } = client.start;
    const changed = { settings: { ...settings, pythonPath: python }, trusted: true, pythonFromEditor: null };
    await client.connection.sendNotification(StartChanged, changed);
    const { code: exit, answer } = await runCommand(places, ["generate", "x", "--python", python]);
    expect(exit).toBe(1);
    const asked = { topic: "x", out: join(root, code) };
    const { id } = valueOf(await client.connection.sendRequest(GenerateRequest, asked));
    const failed = await client.job(id, ({ status }) => status === "failed");
    expectSame(answer.problems, failed.problems, code);
    await client.connection.sendNotification(StartChanged, { ...changed, settings });
  });
});
