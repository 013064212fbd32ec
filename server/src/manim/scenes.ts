/** What can be done with scene code: check, render, combine. Typed, bounded, and with problems in the product's words. */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Quality, Settings } from "../../../protocol/settings.js";
import type { CheckedScene, CombineResult, RenderResult, RunLimits } from "../../../protocol/worker.js";
import { Checked, Combined, Rendered, scratchFile, toProblem } from "./answers.js";
import type { WorkerTask } from "./workerProcess.js";
import type { Bench } from "./workers.js";

export interface SceneSource {
  source: string;
  /** Shown in problems; never opened by the worker. */
  file: string;
}

export interface Run {
  bench: Bench;
  settings: Settings;
  signal: AbortSignal;
  progress?: (animation: number, time: number) => void;
}

export interface CheckOutcome {
  scenes: CheckedScene[];
  problems: Problem[];
}

/** A file written by the worker, as an absolute path in its scratch folder, and what Manim said of it. */
export type RenderOutcome =
  { kind: "rendered"; path: string; result: RenderResult } | { kind: "failed"; problem: Problem };

const megabyte = 1024 * 1024;
/** Time for the worker's own limit to fire first and say which scene it was. */
const grace = 15_000;

/** Builds the scenes of a file without rasterising. Problems of the code are the answer, not a failure. */
export async function checkScenes(code: SceneSource, scenes: string[] | undefined, run: Run): Promise<CheckOutcome> {
  const limits = limitsOf(run.settings, run.settings["check.timeout"]);
  const task = {
    op: "check",
    ...code,
    ...(scenes === undefined ? {} : { scenes }),
    ...permissions(run, limits),
  } as const;
  const outcome = await ask(task, limits.seconds * 4, Checked, run);
  if (outcome.kind === "failed") {
    if (outcome.problem.code === "cancelled") throw new ProblemError(outcome.problem);
    return { scenes: [], problems: [{ ...outcome.problem, file: code.file }] };
  }
  return {
    scenes: outcome.result.scenes,
    problems: outcome.result.problems.map((found) => toProblem(found, code.file)),
  };
}

/** Renders one scene; `still` gives a PNG of its last frame. */
export async function renderScene(
  code: SceneSource,
  scene: string,
  quality: Quality,
  still: boolean,
  run: Run,
): Promise<RenderOutcome> {
  const limits = limitsOf(run.settings, run.settings["render.timeout"]);
  const task = {
    op: "render",
    ...code,
    scene,
    quality,
    run: randomUUID(),
    stillOnly: still,
    ...permissions(run, limits),
  } as const;
  const outcome = await ask(task, limits.seconds, Rendered, run);
  if (outcome.kind === "failed") return { kind: "failed", problem: { ...outcome.problem, file: code.file, scene } };
  return { kind: "rendered", path: scratchFile(run.bench.scratch, outcome.result.output), result: outcome.result };
}

export interface CombinedFiles extends CombineResult {
  /** Absolute paths. */
  videoPath: string;
  thumbnailPath: string;
  contactSheetPath: string;
}

/** Joins rendered scenes in order. Throws ProblemError `combine-failed`. */
export async function combineScenes(videos: string[], run: Run): Promise<CombinedFiles> {
  const name = randomUUID();
  const folder = join(run.bench.scratch, name);
  await mkdir(folder, { recursive: true });
  const inputs = videos.map((_, index) => `${index}.mp4`);
  for (const [index, video] of videos.entries()) await copyFile(video, join(folder, `${index}.mp4`));
  const limits = limitsOf(run.settings, run.settings["render.timeout"]);
  const outcome = await ask({ op: "combine", run: name, videos: inputs, limits }, limits.seconds, Combined, run);
  if (outcome.kind === "failed") {
    const { code, message } = outcome.problem;
    throw new ProblemError(code === "cancelled" ? outcome.problem : problem("combine-failed", message));
  }
  const { result } = outcome;
  const path = (relative: string): string => scratchFile(run.bench.scratch, relative);
  return {
    ...result,
    videoPath: path(result.video),
    thumbnailPath: path(result.thumbnail),
    contactSheetPath: path(result.contactSheet),
  };
}

type Asked<T> = { kind: "done"; result: T } | { kind: "failed"; problem: Problem };

async function ask<T>(task: WorkerTask, seconds: number, shape: z.ZodType<T>, run: Run): Promise<Asked<T>> {
  const { signal, progress } = run;
  const outcome = await run.bench.request(task, {
    signal,
    bound: seconds * 1000 + grace,
    ...(progress ? { progress } : {}),
  });
  if (outcome.kind === "failed") return outcome;
  const parsed = shape.safeParse(outcome.result);
  if (parsed.success) return { kind: "done", result: parsed.data };
  return {
    kind: "failed",
    problem: problem("worker-lost", `The Manim process gave an answer of the wrong shape: ${parsed.error.message}`),
  };
}

function limitsOf(settings: Settings, seconds: number): RunLimits {
  return { seconds, memory: settings["limits.memory"] * megabyte, output: 10 * megabyte, fileSize: 2048 * megabyte };
}

function permissions({ settings }: Run, limits: RunLimits): { allowedImports: string[]; limits: RunLimits } {
  return { allowedImports: settings.allowedImports, limits };
}
