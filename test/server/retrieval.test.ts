/** What a model is told of the installed Manim, from the real worker; and that a class added to it is told next time. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { problem } from "../../protocol/problems.js";
import { ModelAuthor } from "../../server/src/llm/modelAuthor.js";
import type { Model } from "../../server/src/llm/model.js";
import type { GenerateRequest } from "../../server/src/llm/generate.js";
import { apiText } from "../../server/src/llm/retrieval/apiText.js";
import { repairExtract } from "../../server/src/llm/retrieval/apiExtract.js";
import { fits } from "../../server/src/llm/retrieval/fitting.js";
import { fingerprintOf } from "../../server/src/llm/retrieval/fingerprint.js";
import { InstalledApi } from "../../server/src/llm/retrieval/installedApi.js";
import { allIntents } from "../../server/src/llm/retrieval/intents.js";
import { SceneMaterials } from "../../server/src/llm/retrieval/sceneMaterial.js";
import { findPython, type Python } from "../../server/src/manim/python.js";
import { findSandbox } from "../../server/src/manim/sandbox.js";
import { checkScenes } from "../../server/src/manim/scenes.js";
import { Workers } from "../../server/src/manim/workers.js";
import { defaultSettings } from "../../protocol/settings.js";
import { testPython, workerPackage } from "./python.js";
import { boardOf } from "./workplace.js";

const root = mkdtempSync(join(tmpdir(), "retrieval-"));
const log = { info: () => undefined, warn: (line: string) => expect.fail(line), error: () => undefined };
const signal = new AbortController().signal;
const installed = { manim: "0.22.0", typst: true, latex: false, allowedImports: [] };
const open: Workers[] = [];
afterAll(async () => {
  for (const workers of open) await workers.releaseAll();
  rmSync(root, { recursive: true, force: true });
});

/** As a process of ours has it: workers, and the index over a state folder that others may have filled. */
function processOn(python: Python): { api: InstalledApi; workers: Workers; described: () => number } {
  const workers = new Workers({
    scratch: join(root, "scratch"),
    workerPackage,
    log,
    python: () => Promise.resolve(python),
    sandbox: () => findSandbox(true),
  });
  open.push(workers);
  let count = 0;
  const bench = () => {
    count += 1;
    return workers.bench("api");
  };
  const api = new InstalledApi({
    folder: join(root, "state", "api"),
    bench,
    release: () => workers.release("api"),
    log,
  });
  return { api, workers, described: () => count };
}

async function pythonAt(path: string): Promise<Python> {
  const found = await findPython({ named: path, others: [], workerPackage });
  if (found.kind === "problem") throw new Error(found.problem.message);
  return found.python;
}

/** An environment with a Manim of its own that may be changed; everything else is the real environment's. */
async function changeableManim(): Promise<{ python: Python; manim: string }> {
  const real = dirname(dirname(testPython()));
  const library = join("lib", readdirSync(join(real, "lib"))[0]!, "site-packages");
  const folder = join(root, "environment");
  mkdirSync(join(folder, library), { recursive: true });
  mkdirSync(join(folder, "bin"));
  writeFileSync(join(folder, "pyvenv.cfg"), readFileSync(join(real, "pyvenv.cfg")));
  symlinkSync(testPython(), join(folder, "bin", "python"));
  writeFileSync(join(folder, library, "rest.pth"), `${join(real, library)}\n`);
  const manim = join(folder, library, "manim");
  cpSync(join(real, library, "manim"), manim, {
    recursive: true,
    filter: (path) => !path.endsWith("__pycache__"),
    preserveTimestamps: true,
  });
  const python = await pythonAt(join(folder, "bin", "python"));
  return { python: { ...python, prefixes: [...python.prefixes, real] }, manim };
}

const ribbon = `from manim.mobject.types.vectorized_mobject import VMobject

__all__ = ["ZigzagRibbon"]


class ZigzagRibbon(VMobject):
    """A zigzag ribbon that flutters between two points."""

    def __init__(self, teeth=5, ripple=0.25, **kwargs):
        super().__init__(**kwargs)
        self.set_points_as_corners([[k, ripple * (k % 2), 0] for k in range(teeth)])
`;

const fingerprintCode = `import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1])
from manim_video_worker.api_fingerprint import fingerprint_of
print(fingerprint_of(Path(sys.argv[2])))`;

describe("the index of the installed Manim", () => {
  it("is described once and kept; it knows what scenes are written with", async () => {
    const python = await pythonAt(testPython());
    const first = processOn(python);
    const [index, same] = await Promise.all([first.api.open(python, signal), first.api.open(python, signal)]);
    expect(same).toBe(index);
    expect(await first.api.open(python, signal)).toBe(index);
    expect(first.described()).toBe(1);
    const second = processOn(python);
    expect((await second.api.open(python, signal)).size).toBe(index.size);
    expect(second.described()).toBe(0);
    expect(index.manim).toBe(python.manim);
    expect(index.get("Circle")).toMatchObject({ kind: "class", signature: "(radius=None, color=RED, **kwargs)" });
    expect(index.member("Axes", "plot")?.name).toBe("CoordinateSystem.plot");
    expect(index.search("arrow that grows", { most: 3 }).map(({ entry }) => entry.name)).toContain("GrowArrow");
  });

  it("has every name that plans are translated to, and offers them", async () => {
    const python = await pythonAt(testPython());
    const index = await processOn(python).api.open(python, signal);
    const missing = allIntents().filter((name) => {
      const entry = index.get(name);
      return entry === undefined || !fits(entry, index, installed);
    });
    expect(missing).toEqual([]);
  });

  it("gives a repair what the real check complains of", async () => {
    const python = await pythonAt(testPython());
    const { api, workers } = processOn(python);
    const index = await api.open(python, signal);
    const extractOf = async (line: string): Promise<string> => {
      const code = `from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n        c = Circle()\n        ${line}\n        self.wait()\n`;
      const run = { bench: workers.bench("check"), settings: defaultSettings(), signal };
      const { problems } = await checkScenes({ source: code, file: "/a.py" }, ["A"], run);
      expect(problems).not.toEqual([]);
      return repairExtract(index, { code, problems }, installed, 1500);
    };
    expect(await extractOf("self.play(Wriite(c))")).toContain("- class Write(vmobject");
    expect(await extractOf("c.shfit(UP)")).toContain("- Mobject.shift(*vectors)");
    expect(await extractOf("Square(radius=2)")).toContain("- class Square(side_length=2.0, **kwargs)");
    expect(await extractOf("self.play(FadeInFromDown(c))")).toContain("Also takes shift");
    expect(await extractOf("c.next_to(UP, LEFT, UP, buf=1)")).toContain("- Mobject.next_to(");
  });

  it("has a class that was added to the installed Manim in the next prompt", async () => {
    const { python, manim } = await changeableManim();
    const { api, described } = processOn(python);
    const [first] = boardOf(1).scenes;
    const scene = {
      ...first!,
      beats: [{ id: "only", narration: "", shows: "A circle, and a zigzag ribbon that flutters." }],
    };
    const storyboard = { ...boardOf(1), scenes: [scene] };
    const before = await ask();
    expect(before).toContain("From the installed Manim itself");
    expect(before).not.toContain("ZigzagRibbon");
    expect(await ask()).toBe(before);
    expect(described()).toBe(1);

    writeFileSync(join(manim, "zigzag.py"), ribbon);
    writeFileSync(
      join(manim, "__init__.py"),
      `${readFileSync(join(manim, "__init__.py"), "utf8")}\nfrom .zigzag import *\n`,
    );
    const after = await ask();
    expect(after).toContain(
      "- class ZigzagRibbon(teeth=5, ripple=0.25, **kwargs) – A zigzag ribbon that flutters between two points.",
    );
    expect(described()).toBe(2);

    /** The prompt that a model gets for the scene. */
    async function ask(): Promise<string> {
      const asked: GenerateRequest[] = [];
      const model: Model = {
        id: "test",
        provider: "test",
        generate: (request) => {
          asked.push(request);
          return Promise.resolve({ kind: "failed", problem: problem("provider-refused", "no"), retryable: false });
        },
      };
      const material = new SceneMaterials({
        settings: { useRag: true, useContextLearning: false },
        api: (given) => api.open(python, given),
        examples: () => Promise.reject(new Error("not asked for")),
        log,
      });
      const author = new ModelAuthor({
        ...{ provider: "gemini", planner: model, coder: model, material },
        installed: () => Promise.resolve(installed),
      });
      const context = { signal, report: () => undefined, spent: () => undefined };
      await expect(author.writeScene(storyboard, scene, context)).rejects.toThrow("no");
      return asked[0]?.prompt ?? "";
    }
  });

  it("has the fingerprint that the worker makes, and another after any change", async () => {
    const manim = join(root, "package");
    const ofWorker = (): string =>
      execFileSync(testPython(), ["-I", "-B", "-c", fingerprintCode, dirname(workerPackage), manim], {
        encoding: "utf8",
      });
    mkdirSync(join(manim, "b"), { recursive: true });
    writeFileSync(join(manim, "b", "c.py"), "x = 1\n");
    writeFileSync(join(manim, "b.py"), "");
    const one = await fingerprintOf(manim);
    expect(`${one ?? ""}\n`).toBe(ofWorker());
    writeFileSync(join(manim, "b", "notes.txt"), "");
    expect(await fingerprintOf(manim)).toBe(one);
    writeFileSync(join(manim, "b", "d.py"), "");
    expect(await fingerprintOf(manim)).not.toBe(one);
    expect(await fingerprintOf(join(manim, "nowhere"))).toBeNull();
  });

  it("shows entries within any budget", async () => {
    const python = await pythonAt(testPython());
    const index = await processOn(python).api.open(python, signal);
    const chosen = index
      .search("circle square arrow text graph", { most: 100 })
      .map(({ entry }) => ({ entry, whole: true }));
    for (const budget of [0, 50, 500, 5000]) {
      const text = apiText(chosen, budget);
      expect(text.length).toBeLessThanOrEqual(budget * 3.3);
      expect(text === "").toBe(budget === 0);
    }
  });
});
