import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { problem } from "../../../../protocol/problems.js";
import type { WorkerOutcome } from "../../../../server/src/manim/workerProcess.js";
import { fingerprintOf } from "../../../../server/src/llm/retrieval/fingerprint.js";
import { InstalledApi } from "../../../../server/src/llm/retrieval/installedApi.js";
import { written } from "./entries.js";

const signal = new AbortController().signal;

/** A worker whose answers the test makes, over a package that the test may change. */
function house(answer?: (good: object, folder: string) => Promise<WorkerOutcome> | WorkerOutcome) {
  const root = mkdtempSync(join(tmpdir(), "api-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [scratch, folder, manim] = [join(root, "scratch"), join(root, "kept"), join(root, "manim")];
  for (const each of [scratch, manim]) mkdirSync(each);
  writeFileSync(join(manim, "__init__.py"), "");
  const [said, counts]: [string[], { asked: number; released: number }] = [[], { asked: 0, released: 0 }];
  const python = {
    path: "/venv/bin/python",
    version: "3.11.7",
    manim: "0.22.0",
    typst: null,
    latex: false,
    prefixes: [],
  };
  const open = (given = signal, from = python) => api.open(from, given);
  const fresh = (): InstalledApi =>
    new InstalledApi({
      folder,
      bench: () => ({
        scratch,
        request: async (task) => {
          counts.asked += 1;
          expect(task.op).toBe("api");
          writeFileSync(join(scratch, "api.json"), JSON.stringify(written));
          const fingerprint = await fingerprintOf(manim);
          const good = {
            output: "api.json",
            entries: written.entries.length,
            manim: "0.22.0",
            package: manim,
            fingerprint,
          };
          return answer ? answer(good, scratch) : { kind: "done", result: good };
        },
      }),
      release: () => {
        counts.released += 1;
        return Promise.resolve();
      },
      log: { info: () => undefined, warn: (line) => void said.push(line), error: () => undefined },
    });
  let api = fresh();
  const restart = (): void => void (api = fresh());
  return { root, scratch, folder, manim, python, counts, said, open, restart };
}

describe("the description of the installed Manim", () => {
  it("is asked for once, also by those who ask together, and in another process not at all", async () => {
    const here = house();
    const [one, two] = await Promise.all([here.open(), here.open()]);
    expect(one).toBe(two);
    expect(one.get("Circle")?.doc).toBe("A circle.");
    here.restart();
    expect((await here.open()).size).toBe(one.size);
    expect(here.counts).toEqual({ asked: 1, released: 1 });
  });

  it("is made anew when a file of Manim's has changed, its version, or the interpreter", async () => {
    const here = house();
    await here.open();
    writeFileSync(join(here.manim, "new.py"), "x = 1");
    await here.open();
    expect(here.counts.asked).toBe(2);
    await here.open(signal, { ...here.python, path: "/other/python" });
    expect(here.counts.asked).toBe(3);
    expect(readdirSync(here.folder)).toHaveLength(2);
    await here.open(signal, { ...here.python, manim: "0.23.0" });
    expect(here.counts.asked).toBe(4);
  });

  it("is not kept when Manim changed while it was made", async () => {
    const here = house((good) => ({ kind: "done", result: { ...good, fingerprint: "0".repeat(64) } }));
    await here.open();
    here.restart();
    await here.open();
    expect(here.counts.asked).toBe(2);
  });

  it("is made anew when what was kept cannot be read", async () => {
    const here = house();
    await here.open();
    for (const name of readdirSync(here.folder)) writeFileSync(join(here.folder, name), "{");
    here.restart();
    expect((await here.open()).size).toBe(written.entries.length);
    expect(here.counts.asked).toBe(2);
  });

  it("is used also where it cannot be kept", async () => {
    const here = house();
    writeFileSync(here.folder, "a file stands where the folder should be");
    expect((await here.open()).size).toBe(written.entries.length);
    expect(here.said).toEqual([expect.stringContaining("is not kept")]);
  });

  it.each([
    ["a failure", () => ({ kind: "failed", problem: problem("worker-lost", "It ended.") })],
    ["another shape", () => ({ kind: "done", result: { output: 7 } })],
    [
      "a path out of its folder",
      (good: object) => ({ kind: "done", result: { ...good, output: "../manim/__init__.py" } }),
    ],
    ["no file", (good: object) => ({ kind: "done", result: { ...good, output: "nothing.json" } })],
    [
      "a link",
      (good: object, scratch: string) => {
        rmSync(join(scratch, "api.json"));
        symlinkSync("/etc/passwd", join(scratch, "api.json"));
        return { kind: "done", result: good };
      },
    ],
    [
      "a file that is no description",
      (good: object, scratch: string) => {
        writeFileSync(join(scratch, "api.json"), '{"entries":[{"name":"../x"}]}');
        return { kind: "done", result: good };
      },
    ],
  ] as [string, (good: object, scratch: string) => WorkerOutcome][])(
    "that is %s is a problem, and the worker is ended",
    async (_, answer) => {
      const here = house(answer);
      await expect(here.open()).rejects.toMatchObject({ problem: { code: "worker-lost" } });
      expect(here.counts).toEqual({ asked: 1, released: 1 });
      // A failure is not remembered.
      await expect(here.open()).rejects.toMatchObject({ problem: { code: "worker-lost" } });
      expect(here.counts.asked).toBe(2);
    },
  );

  it("can be given up by one who asks while another goes on", async () => {
    const gate = Promise.withResolvers<undefined>();
    const here = house(async (good) => {
      await gate.promise;
      return { kind: "done", result: good };
    });
    const stop = new AbortController();
    const [given, kept] = [here.open(stop.signal), here.open()];
    stop.abort();
    await expect(given).rejects.toMatchObject({ problem: { code: "cancelled" } });
    gate.resolve(undefined);
    expect((await kept).size).toBe(written.entries.length);
    await expect(here.open(AbortSignal.abort())).rejects.toMatchObject({ problem: { code: "cancelled" } });
  });
});
