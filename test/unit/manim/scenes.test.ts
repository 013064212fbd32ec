import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import { defaultSettings } from "../../../protocol/settings.js";
import { checkScenes, combineScenes, renderScene, type Run } from "../../../server/src/manim/scenes.js";
import type { RequestOptions, WorkerOutcome } from "../../../server/src/manim/workerProcess.js";

const fixture = readFileSync("test/fixtures/scenes/slow.py", "utf8");
const code = (source: string) => ({ source, file: "/a.py" });

/** A bench that answers at once and remembers how long it was given. */
function benchWith(outcome: WorkerOutcome): { run: Run; bounds: number[] } {
  const bounds: number[] = [];
  const request = (_: unknown, { bound }: RequestOptions): Promise<WorkerOutcome> => {
    bounds.push(bound);
    return Promise.resolve(outcome);
  };
  const settings = { ...defaultSettings(), "check.timeout": 60 };
  return { run: { bench: { scratch: "/tmp", request }, settings, signal: new AbortController().signal }, bounds };
}
const empty: WorkerOutcome = { kind: "done", result: { scenes: [], problems: [] } };
const seconds = (bound: number | undefined): number => (bound ?? 0) / 1000;

describe("the time a whole check may take", () => {
  it("is enough for each scene of a file to use up its own", async () => {
    const { run, bounds } = benchWith(empty);
    await checkScenes(code(fixture), undefined, run);
    expect(seconds(bounds[0])).toBeGreaterThan(6 * 60 + 10);
    expect(seconds(bounds[0])).toBeLessThan(7 * 60);
  });

  it("is that of the named scenes where some are named, and never none", async () => {
    const { run, bounds } = benchWith(empty);
    await checkScenes(code(fixture), ["Alpha", "Beta"], run);
    await checkScenes(code("import manim"), undefined, run);
    await checkScenes(code(fixture.repeat(1000)), undefined, run);
    expect(seconds(bounds[0])).toBeGreaterThan(2 * 60);
    expect(seconds(bounds[0])).toBeLessThan(3 * 60);
    expect(seconds(bounds[1])).toBeGreaterThan(60);
    expect(seconds(bounds[2])).toBeLessThan(101 * 62);
  });
});

describe("a disk that is full", () => {
  const full = benchWith({ kind: "failed", problem: problem("disk-full", "No space is left.") });

  it("is no fault of the scene's or the video's", async () => {
    const thrown = { problem: { code: "disk-full" } };
    await expect(checkScenes(code(fixture), undefined, full.run)).rejects.toMatchObject(thrown);
    await expect(renderScene(code(fixture), "Alpha", "low", false, full.run)).rejects.toMatchObject(thrown);
    await expect(combineScenes([], full.run)).rejects.toMatchObject(thrown);
  });

  it("is told from among the problems of a check as well", async () => {
    const found = [{ code: "disk-full", message: "No space is left while the scene ran." }];
    const { run } = benchWith({ kind: "done", result: { scenes: [], problems: found } });
    await expect(checkScenes(code(fixture), undefined, run)).rejects.toMatchObject({ problem: { code: "disk-full" } });
  });
});
