/**
 * What can be done with scene code: check, render, combine. Typed, bounded, and with problems in the product's words.
 * A disk that is full or may not be written is thrown as ProblemError by all of them.
 */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";
import { problem, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";
import type { Quality, Settings } from "../../../protocol/settings.js";
import type { CheckedScene, CombineResult, Keeping, RenderResult, RunLimits } from "../../../protocol/worker.js";
import { onFile } from "../storage/fileProblems.js";
import { Checked, Combined, Rendered, scratchFile, toProblem } from "./answers.js";
import type { RequestOptions, WorkerTask } from "./workerProcess.js";
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

/** What a check does beside finding out whether the code runs. */
export interface CheckWishes {
  /** Layout findings to look for, by their codes. */
  layout?: string[];
  /** Where the worker keeps what the next check of nearly the same text can start from. */
  keep?: Keeping | null;
  /** Told of problems before the outcome, which has them all again. */
  found?: (problems: Problem[]) => void;
}

/** A file written by the worker, as an absolute path in its scratch folder, and what Manim said of it. */
export type RenderOutcome =
  { kind: "rendered"; path: string; result: RenderResult } | { kind: "failed"; problem: Problem };

const megabyte = 1024 * 1024;
/** Bytes of address space, not of memory, that graphics drivers set aside. */
const driverSpace = 64 * 1024 * megabyte;
/** Milliseconds for the worker's own limit to fire first and say which scene it was. */
const grace = 15_000;
/** Seconds beside its limit that a scene may take: a process is made for it, and one that hangs is asked where it is. */
const perScene = 2;
/** The worker checks no more of a file. */
const mostScenes = 100;

/** Builds the scenes of a file without rasterising. Problems of the code are the answer, not a failure. */
export async function checkScenes(
  code: SceneSource,
  scenes: string[] | undefined,
  run: Run,
  { layout = [], keep = null, found }: CheckWishes = {},
): Promise<CheckOutcome> {
  const limits = limitsOf(run.settings, run.settings["check.timeout"]);
  const task = {
    op: "check",
    ...code,
    ...(scenes === undefined ? {} : { scenes }),
    ...(layout.length === 0 ? {} : { layout }),
    ...(keep === null ? {} : { keep }),
    ...permissions(run, limits),
  } as const;
  const asked = found === undefined ? run : { ...run, found: told(found, code.file) };
  const outcome = await ask(task, scenesAtMost(code, scenes) * (limits.seconds + perScene), Checked, asked);
  if (outcome.kind === "failed") {
    if (outcome.problem.code === "cancelled") throw new ProblemError(outcome.problem);
    return { scenes: [], problems: [{ ...outcome.problem, file: code.file }] };
  }
  const problems = outcome.result.problems.map((one) => toProblem(one, code.file));
  const machine = problems.find((one) => ofMachine.has(one.code));
  if (machine !== undefined) throw new ProblemError(machine);
  return { scenes: outcome.result.scenes, problems };
}

/** What of a worker's early problems is worth telling: those of the machine are thrown at the end. */
function told(found: (problems: Problem[]) => void, file: string): NonNullable<AskedRun["found"]> {
  return (problems) => {
    const early = problems.map((one) => toProblem(one, file)).filter(({ code }) => !ofMachine.has(code));
    if (early.length > 0) found(early);
  };
}

/** How many scenes a check may come to: its time limit is for each. Classes made while the code runs are not counted. */
function scenesAtMost({ source }: SceneSource, named: string[] | undefined): number {
  const count = named?.length ?? source.match(/^[ \t]*class\s/gm)?.length ?? 0;
  return Math.min(mostScenes, Math.max(1, count));
}

/** What of a scene is rendered, and how. */
export interface RenderWishes {
  /** Only up to this line, from 1. */
  until?: number | undefined;
  /** Encoded cheaply, at the same size and timing. */
  draft?: boolean;
  /** By Manim's OpenGL renderer: what fails then may be drawn by the usual one. */
  opengl?: boolean;
  /** That may draw it at once (renderProcesses.ts). */
  processes?: number;
}

/** Renders one scene; `still` gives a PNG of its last frame. */
export async function renderScene(
  code: SceneSource,
  scene: string,
  quality: Quality,
  still: boolean,
  run: Run,
  { until, draft = false, opengl = false, processes = 1 }: RenderWishes = {},
): Promise<RenderOutcome> {
  const usual = limitsOf(run.settings, run.settings["render.timeout"]);
  const limits = opengl ? { ...usual, memory: usual.memory + driverSpace } : usual;
  const task = {
    op: "render",
    ...code,
    scene,
    quality,
    run: randomUUID(),
    stillOnly: still,
    ...(until === undefined ? {} : { until }),
    ...(draft ? { draft } : {}),
    ...(opengl ? { opengl } : {}),
    ...(processes > 1 ? { processes } : {}),
    ...permissions(run, limits),
  } as const;
  const outcome = await ask(task, limits.seconds, Rendered, run);
  const failed = (found: Problem): RenderOutcome => ({ kind: "failed", problem: { ...found, file: code.file, scene } });
  if (outcome.kind === "failed") return failed(outcome.problem);
  const { result } = outcome;
  try {
    return { kind: "rendered", path: scratchFile(run.bench.scratch, result.output), result };
  } catch (error) {
    // Code that answers in the worker's name spoils its own scene, not the job.
    if (error instanceof ProblemError) return failed(error.problem);
    throw error;
  }
}

export interface CombinedFiles extends CombineResult {
  /** Absolute paths. */
  videoPath: string;
  thumbnailPath: string;
  contactSheetPath: string;
}

/** Joins rendered scenes in order. Throws ProblemError `combine-failed`, or the machine's own problem. */
export async function combineScenes(videos: string[], run: Run): Promise<CombinedFiles> {
  const name = randomUUID();
  const folder = join(run.bench.scratch, name);
  const inputs = videos.map((_, index) => `${index}.mp4`);
  await onFile(folder, async () => {
    await mkdir(folder, { recursive: true });
    for (const [index, video] of videos.entries()) await copyFile(video, join(folder, `${index}.mp4`));
  });
  const limits = limitsOf(run.settings, run.settings["render.timeout"]);
  const outcome = await ask({ op: "combine", run: name, videos: inputs, limits }, limits.seconds, Combined, run);
  if (outcome.kind === "failed") {
    const { code, message } = outcome.problem;
    const own = code === "cancelled" || code === "worker-lost";
    throw new ProblemError(own ? outcome.problem : problem("combine-failed", message));
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

/** No fault of any scene's, and it would fail the others as well. */
const ofMachine: ReadonlySet<string> = new Set<ProblemCode>(["disk-full", "disk-read-only"]);

type AskedRun = Run & Pick<RequestOptions, "found">;
type Asked<T> = { kind: "done"; result: T } | { kind: "failed"; problem: Problem };

/** Asks the worker for something that takes at most `seconds`, and checks the form of what it answers. */
export async function ask<T>(task: WorkerTask, seconds: number, shape: z.ZodType<T>, run: AskedRun): Promise<Asked<T>> {
  const { signal, progress, found } = run;
  const outcome = await run.bench.request(task, {
    signal,
    bound: seconds * 1000 + grace,
    ...(progress ? { progress } : {}),
    ...(found ? { found } : {}),
  });
  if (outcome.kind === "failed") {
    if (ofMachine.has(outcome.problem.code)) throw new ProblemError(outcome.problem);
    return outcome;
  }
  const parsed = shape.safeParse(outcome.result);
  if (parsed.success) return { kind: "done", result: parsed.data };
  return {
    kind: "failed",
    problem: problem("worker-lost", `The Manim process gave an answer of the wrong shape: ${parsed.error.message}`),
  };
}

export function limitsOf(settings: Settings, seconds: number): RunLimits {
  return { seconds, memory: settings["limits.memory"] * megabyte, output: 10 * megabyte, fileSize: 2048 * megabyte };
}

export function permissions({ settings }: Run, limits: RunLimits): { allowedImports: string[]; limits: RunLimits } {
  return { allowedImports: settings.allowedImports, limits };
}
