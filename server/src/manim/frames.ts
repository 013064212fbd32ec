/** The frame that a scene shows at a line of its code, drawn by the worker from what it keeps of the document. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Quality } from "../../../protocol/settings.js";
import type { FrameResult, Keeping } from "../../../protocol/worker.js";
import { Drawn, scratchFile, toProblem } from "./answers.js";
import { ask, limitsOf, permissions, type Run, type SceneSource } from "./scenes.js";

/** A place in a scene file and how it is to be drawn. */
export interface FrameWish {
  /** From 1. */
  line: number;
  quality: Quality;
  /** Layout findings to look for, by their codes. */
  layout: string[];
  keep: Keeping;
}

export type DrawnFrame = Omit<FrameResult, "output" | "problems"> & {
  /** Where `take` has put the picture. */
  path: string;
  problems: Problem[];
};

/**
 * Draws the frame and has `take` carry the picture out of the scratch folder, where nothing of it stays. Throws
 * ProblemError when nothing can be drawn: the code cannot be run, the line is in no scene, the request was cancelled.
 */
export async function drawFrame(
  code: SceneSource,
  { line, quality, layout, keep }: FrameWish,
  run: Run,
  take: (png: string) => Promise<string>,
): Promise<DrawnFrame> {
  const { bench, settings } = run;
  const limits = limitsOf(settings, settings["check.timeout"]);
  const name = randomUUID();
  const wished = { line, quality, run: name, keep, ...(layout.length === 0 ? {} : { layout }) };
  try {
    const task = { op: "frame", ...code, ...wished, ...permissions(run, limits) } as const;
    const outcome = await ask(task, limits.seconds, Drawn, run);
    if (outcome.kind === "failed") throw new ProblemError({ ...outcome.problem, file: code.file });
    const { output, problems, ...shown } = outcome.result;
    const path = await take(scratchFile(bench.scratch, output));
    return { ...shown, path, problems: problems.map((found) => toProblem(found, code.file)) };
  } finally {
    await rm(join(bench.scratch, name), { recursive: true, force: true });
  }
}
