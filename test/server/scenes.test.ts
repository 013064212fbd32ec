import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSettings } from "../../protocol/settings.js";
import { checkScenes, combineScenes, renderScene, type Run } from "../../server/src/manim/scenes.js";
import { processesNaming, until } from "./languageClient.js";
import { realWorkers } from "./realWorkers.js";

const scratch = mkdtempSync(join(tmpdir(), "workers-"));
const { workers } = realWorkers(scratch);
const settings = { ...defaultSettings(), "check.timeout": 5, "limits.memory": 1024 };
const run = (signal = new AbortController().signal): Run => ({ bench: workers.bench("test"), settings, signal });
const code = (body: string, before = "") => ({
  file: "/videos/x/scenes/01_a.py",
  source: `from manim import *\n${before}\n\nclass A(Scene):\n    def construct(self):\n${body.replace(/^/gm, "        ")}\n`,
});
const toy = code(`self.next_section("one")\nself.play(Create(Circle()))\nself.next_section("two")\nself.wait(0.5)`);

beforeAll(() => checkScenes(toy, undefined, run()));
afterAll(async () => {
  await workers.releaseAll();
  rmSync(scratch, { recursive: true, force: true });
});

describe("scene code on the real worker", () => {
  it("is checked: its scenes, their length, where their sections start", async () => {
    const { scenes, problems } = await checkScenes(toy, undefined, run());
    expect(problems).toEqual([]);
    expect(scenes[0]?.duration).toBeCloseTo(1.5, 1);
    expect(scenes).toMatchObject([
      {
        name: "A",
        plays: 2,
        sections: [
          { name: "one", start: 0 },
          { name: "two", start: 1 },
        ],
      },
    ]);
  });

  it.each([
    ["syntax-error", code("self.play("), { line: 6 }],
    ["undefined-name", code("self.play(Wriite(Circle()))"), { line: 6, column: 19, endColumn: 25 }],
    ["unknown-attribute", code("x = 'é😀'; Circle().shfit(UP)"), { line: 6 }],
    ["unknown-argument", code("Circle(raduis=2)"), { line: 6 }],
    ["scene-exception", code("1 / 0"), { line: 6 }],
    ["scene-exit", code("import sys; sys.exit(0)"), {}],
    ["unsafe-code", code("open('/etc/passwd')"), { line: 6 }],
    ["import-failed", code("pass", "import numpy.nonsense"), { line: 2 }],
    ["scene-timeout", code("while True: pass"), {}],
    ["scene-output", code("while True: print('x' * 10000)"), {}],
    ["scene-memory", code("import numpy as np\nx = [np.empty(10**8) for _ in range(100)]"), {}],
  ])("with %s is said so at its place", async (wanted, source, place) => {
    const { problems } = await checkScenes(source, undefined, run());
    const codes = problems.map((found) => found.code);
    expect(codes).toContain(wanted === "scene-exit" && codes.includes("unsafe-code") ? "unsafe-code" : wanted);
    expect(problems[0]).toMatchObject({ severity: "error", file: source.file, ...place });
  });

  it("gives each of several slow scenes its own time, and says of each that it took too long", async () => {
    const slow = { file: "/videos/x/scenes/slow.py", source: readFileSync("test/fixtures/scenes/slow.py", "utf8") };
    const short = { ...run(), settings: { ...settings, "check.timeout": 0.4 } };
    const { scenes, problems } = await checkScenes(slow, undefined, short);
    const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];
    expect(scenes.map(({ name }) => name)).toEqual(names);
    expect(problems.map(({ code, scene }) => [code, scene])).toEqual(names.map((name) => ["scene-timeout", name]));
  });

  it("offers a near-miss name", async () => {
    const { problems } = await checkScenes(code("self.play(Wriite(Circle()))"), undefined, run());
    expect(problems[0]?.fixes?.[0]).toMatchObject({
      title: "Change to `Write`",
      edits: [{ line: 6, column: 19, endColumn: 25, text: "Write" }],
    });
  });

  it("sees no key, no file of the user's and no network", async () => {
    const spy = code(
      `import os, socket\nassert not [name for name in os.environ if "KEY" in name], "key"\nassert not os.path.exists(${JSON.stringify(join(tmpdir(), "manim-video-secret"))}), "file"\ntry:\n    socket.create_connection(("127.0.0.1", 1), 1)\n    raise AssertionError("network")\nexcept ConnectionRefusedError:\n    pass\nself.wait()`,
    );
    writeFileSync(join(tmpdir(), "manim-video-secret"), "secret");
    process.env["GEMINI_API_KEY"] = "not-to-be-seen";
    const allowed = { ...run(), settings: { ...settings, allowedImports: ["os", "socket"] } };
    const { problems } = await checkScenes(spy, undefined, allowed);
    delete process.env["GEMINI_API_KEY"];
    expect(problems.map(({ message }) => message)).toEqual([]);
  });

  it("is rendered into the scratch folder, to the length its check promised", async () => {
    const { scenes } = await checkScenes(toy, undefined, run());
    const outcome = await renderScene(toy, "A", "low", false, run());
    const frames = Math.round((scenes[0]?.duration ?? 0) * 15);
    expect(outcome).toMatchObject({ kind: "rendered", result: { width: 854, height: 480, frames } });
    if (outcome.kind === "rendered") expect(existsSync(outcome.path)).toBe(true);
  });

  it("is rendered up to a line, as long as what came before it", async () => {
    const line = toy.source.split("\n").findIndex((text) => text.includes("Create(")) + 1;
    const outcome = await renderScene(toy, "A", "low", false, run(), { until: line });
    expect(outcome).toMatchObject({ kind: "rendered", result: { width: 854, frames: 15, plays: 1 } });
  });

  it("is combined without loss", async () => {
    const outcome = await renderScene(toy, "A", "low", false, run());
    if (outcome.kind === "failed") throw new Error(outcome.problem.message);
    const combined = await combineScenes([outcome.path, outcome.path, outcome.path], run());
    expect(combined.frames).toBe(outcome.result.frames * 3);
    for (const path of [combined.videoPath, combined.thumbnailPath, combined.contactSheetPath])
      expect(existsSync(path)).toBe(true);
  });

  it("is cancelled within a second, and the worker goes on", async () => {
    const abort = new AbortController();
    const checking = checkScenes(code("while True: pass"), undefined, run(abort.signal));
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = performance.now();
    abort.abort();
    await expect(checking).rejects.toMatchObject({ problem: { code: "cancelled" } });
    expect(performance.now() - before).toBeLessThan(1000);
    expect((await checkScenes(toy, undefined, run())).problems).toEqual([]);
  });

  it("is checked to its end on the worker it began on when another Python is chosen, which then ends", async () => {
    await checkScenes(toy, undefined, run());
    const ofOne = processesNaming(scratch).length;
    const short = { ...run(), settings: { ...settings, "check.timeout": 2 } };
    const slow = checkScenes(code("while True: pass"), undefined, short);
    await new Promise((resolve) => setTimeout(resolve, 300));
    workers.retireAll();
    expect((await checkScenes(toy, undefined, run())).problems).toEqual([]);
    expect((await slow).problems).toMatchObject([{ code: "scene-timeout" }]);
    await until("the end of the first worker", () => processesNaming(scratch).length === ofOne);
    expect((await checkScenes(toy, undefined, run())).problems).toEqual([]);
  });

  it("ends with its user although its worker was to be replaced", async () => {
    const slow = checkScenes(code("while True: pass"), undefined, run());
    await new Promise((resolve) => setTimeout(resolve, 300));
    workers.retireAll();
    await workers.release("test");
    expect((await slow).problems).toMatchObject([{ code: "worker-lost" }]);
    expect(processesNaming(scratch)).toEqual([]);
  });

  it("gets a new worker after the first was lost", async () => {
    const checking = checkScenes(code("while True: pass"), undefined, run());
    await new Promise((resolve) => setTimeout(resolve, 300));
    await workers.releaseAll();
    expect((await checking).problems).toMatchObject([{ code: "worker-lost" }]);
    expect((await checkScenes(toy, undefined, run())).problems).toEqual([]);
    expect(readdirSync(scratch)).toEqual(["test"]);
  });
});

describe("the workers of many jobs", () => {
  it("stay warm for those that asked last only, and start again for the others", async () => {
    const users = ["one", "two", "three", "four", "five"];
    const check = (user: string) => checkScenes(toy, undefined, { ...run(), bench: workers.bench(user) });
    for (const user of users) await check(user);
    await until("the end of the first worker", () => processesNaming(join(scratch, "one")).length === 0);
    expect(processesNaming(join(scratch, "five"))).not.toEqual([]);
    expect((await check("one")).problems).toEqual([]);
  });
});
