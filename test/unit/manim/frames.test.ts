import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import { defaultSettings } from "../../../protocol/settings.js";
import { drawFrame, type FrameWish } from "../../../server/src/manim/frames.js";
import { checkScenes, type Run } from "../../../server/src/manim/scenes.js";
import type { RequestOptions, WorkerOutcome, WorkerTask } from "../../../server/src/manim/workerProcess.js";

const scratch = mkdtempSync(join(tmpdir(), "frames-"));
afterAll(() => rmSync(scratch, { recursive: true }));

const code = { source: "from manim import *\n", file: "/a.py" };
const wish: FrameWish = { line: 7, quality: "low", layout: ["layout-overlap"], keep: { session: "s", memory: 5 } };
const overlap = { code: "layout-overlap", message: "m", line: 3, time: 1, until: 2 };
const shown = { width: 854, height: 480, scene: "A", line: 6, time: 1.5, problems: [overlap] };

/** A run on a worker that draws as `work` does. */
function runOn(work: (task: WorkerTask, options: RequestOptions) => WorkerOutcome): Run {
  const request = (task: WorkerTask, options: RequestOptions) => Promise.resolve(work(task, options));
  return { bench: { scratch, request }, settings: defaultSettings(), signal: new AbortController().signal };
}

function folderOf(task: WorkerTask): string {
  if (task.op !== "frame") throw new Error(`${task.op} was asked for`);
  mkdirSync(join(scratch, task.run));
  return task.run;
}

describe("a frame", () => {
  it("is drawn at the line, carried out, and leaves nothing in the scratch folder", async () => {
    const asked: WorkerTask[] = [];
    const run = runOn((task) => {
      asked.push(task);
      const folder = folderOf(task);
      writeFileSync(join(scratch, folder, "frame.png"), "picture");
      return { kind: "done", result: { ...shown, output: `${folder}/frame.png` } };
    });
    let from = "";
    const frame = await drawFrame(code, wish, run, (png) => {
      from = png;
      return Promise.resolve(`/kept/${readFileSync(png, "utf8")}`);
    });
    expect(asked).toMatchObject([{ op: "frame", ...code, ...wish }]);
    expect(frame).toMatchObject({ path: "/kept/picture", scene: "A", line: 6, time: 1.5, width: 854, height: 480 });
    expect(frame.problems).toMatchObject([{ code: "layout-overlap", severity: "warning", file: "/a.py", until: 2 }]);
    expect(existsSync(from)).toBe(false);
  });

  it("that cannot be drawn throws the problem, with its file", async () => {
    const run = runOn(() => ({ kind: "failed", problem: problem("syntax-error", "No.", { line: 2 }) }));
    const drawing = drawFrame(code, wish, run, () => Promise.reject(new Error("nothing is to be taken")));
    await expect(drawing).rejects.toMatchObject({ problem: { code: "syntax-error", file: "/a.py", line: 2 } });
  });

  it("is not taken from outside the scratch folder, nor from an answer of another form", async () => {
    const take = () => Promise.reject(new Error("taken"));
    const outside = runOn(() => ({ kind: "done", result: { ...shown, output: "../../etc/passwd" } }));
    await expect(drawFrame(code, wish, outside, take)).rejects.toThrow(/not a file|ENOENT/);
    const wide = runOn(() => ({ kind: "done", result: { ...shown, output: "x", width: "wide" } }));
    await expect(drawFrame(code, wish, wide, take)).rejects.toMatchObject({ problem: { code: "worker-lost" } });
  });
});

describe("a check", () => {
  it("asks for layout and keeping only where they are wished", async () => {
    const asked: WorkerTask[] = [];
    const run = runOn((task) => {
      asked.push(task);
      return { kind: "done", result: { scenes: [], problems: [] } };
    });
    const { layout, keep } = wish;
    await checkScenes(code, undefined, run);
    await checkScenes(code, undefined, run, { layout: [], keep: null });
    await checkScenes(code, undefined, run, { layout, keep });
    expect(asked.map((task) => ["layout" in task, "keep" in task])).toEqual([
      [false, false],
      [false, false],
      [true, true],
    ]);
    expect(asked[2]).toMatchObject({ layout, keep });
  });

  it("tells early of problems of the code, and not of the machine's", async () => {
    const told: unknown[] = [];
    const run = runOn((_, { found }) => {
      found?.([overlap]);
      found?.([{ code: "disk-full", message: "Full." }]);
      return { kind: "done", result: { scenes: [], problems: [overlap] } };
    });
    await checkScenes(code, undefined, run, { found: (problems) => void told.push(...problems) });
    expect(told).toMatchObject([{ code: "layout-overlap", severity: "warning", file: "/a.py" }]);
  });
});
