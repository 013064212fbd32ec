/** What a worker says is a stranger's word: shape, sizes and paths are checked here before anything uses them. */
import { lstatSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { z } from "zod";
import {
  modulePattern,
  problem,
  problemKinds,
  ProblemError,
  type Problem,
  type ProblemCode,
} from "../../../protocol/problems.js";
import type {
  CheckResult,
  CombineResult,
  FrameResult,
  HelloResult,
  PlayMark,
  RenderResult,
  WorkerProblem,
} from "../../../protocol/worker.js";

const place = z.number().int().min(1).max(10_000_000);
const words = z.string().transform((text) => text.slice(0, 4000));
const span = { line: place, column: place, endLine: place, endColumn: place };
const seconds = z.number().min(0).max(1_000_000);

/** Of the frame's width or height. */
const part = z.number().min(-1000).max(1000);

const moduleName = z.string().max(200).regex(modulePattern);

const SectionMarks = z.array(z.object({ name: z.string().max(200), start: seconds })).max(10_000);

/** The plays of a scene, as a worker tells them and as a render's record keeps them. */
export const PlayMarks: z.ZodType<PlayMark[]> = z
  .array(z.object({ start: seconds, end: seconds, line: place, endLine: place, callers: z.array(place).max(20) }))
  .max(10_000);

const Found: z.ZodType<WorkerProblem> = z.object({
  code: z.string(),
  message: words,
  scene: z.string().max(200).optional(),
  time: seconds.optional(),
  until: seconds.optional(),
  area: z.object({ left: part, top: part, right: part, bottom: part }).optional(),
  related: z
    .array(z.object({ message: words, ...z.object(span).partial().shape }))
    .max(50)
    .optional(),
  fixes: z
    .array(z.object({ title: words, edits: z.array(z.object({ ...span, text: z.string().max(100_000) })).max(200) }))
    .max(20)
    .optional(),
  allow: moduleName.optional(),
  ...z.object(span).partial().shape,
});

/** Told while a check goes on, and told again at its end: one of the wrong shape is left out, and ends no worker. */
const EarlyFound = z
  .array(Found.nullable().catch(null))
  .max(1000)
  .transform((told) => told.filter((one) => one !== null));

export const WorkerAnswer = z.union([
  z.object({ type: z.literal("ready") }),
  z.object({ id: z.string(), type: z.literal("progress"), animation: z.number().int().min(0), time: seconds }),
  z.object({ id: z.string(), type: z.literal("found"), problems: EarlyFound }),
  z.object({ id: z.string(), type: z.literal("done"), result: z.unknown() }),
  z.object({ id: z.string(), type: z.literal("failed"), problem: Found }),
]);
export type WorkerAnswer = z.infer<typeof WorkerAnswer>;

export const Hello: z.ZodType<HelloResult> = z.object({
  python: z.string(),
  manim: z.string(),
  typst: z.string().nullable(),
  latex: z.boolean(),
  forks: z.boolean(),
});

export const Checked: z.ZodType<CheckResult> = z.object({
  scenes: z
    .array(
      z.object({
        name: z.string().max(200),
        line: place,
        endLine: place,
        duration: seconds.optional(),
        plays: z.number().int().optional(),
        sections: SectionMarks.optional(),
      }),
    )
    .max(1000),
  problems: z.array(Found).max(1000),
});

export const Drawn: z.ZodType<FrameResult> = z.object({
  output: z.string().max(1000),
  width: place,
  height: place,
  scene: z.string().max(200),
  line: place,
  time: seconds,
  problems: z.array(Found).max(1000),
});

export const Rendered: z.ZodType<RenderResult> = z.object({
  output: z.string().max(1000),
  duration: seconds,
  frames: z.number().int().min(1),
  width: place,
  height: place,
  sections: SectionMarks,
  plays: z.number().int().min(0),
  timeline: PlayMarks,
  stretches: z.number().int().min(0).optional(),
});

export const Combined: z.ZodType<CombineResult> = z.object({
  video: z.string().max(1000),
  thumbnail: z.string().max(1000),
  contactSheet: z.string().max(1000),
  duration: seconds,
  frames: z.number().int().min(1),
  durations: z.array(seconds).max(1000),
});

/** A worker's problem in the product's words; a code we do not know becomes scene-exception. */
export function toProblem(found: WorkerProblem, file?: string): Problem {
  const code: ProblemCode = Object.hasOwn(problemKinds, found.code) ? (found.code as ProblemCode) : "scene-exception";
  const kind = problemKinds[code];
  return { ...found, code, severity: kind.severity, fix: kind.fix, ...(file === undefined ? {} : { file }) };
}

/**
 * The absolute path of a file the worker says it wrote. Throws ProblemError `worker-lost` unless it is a plain file inside
 * the scratch folder.
 */
export function scratchFile(scratch: string, relative: string): string {
  const path = join(scratch, relative);
  if (!isPlainFileIn(scratch, path)) {
    const message = `The Manim process named ${JSON.stringify(relative)}, which is not a file of its scratch folder.`;
    throw new ProblemError(problem("worker-lost", message));
  }
  return path;
}

function isPlainFileIn(folder: string, path: string): boolean {
  try {
    return realpathSync(path).startsWith(realpathSync(folder) + sep) && lstatSync(path).isFile();
  } catch {
    // It is not there, or no path at all.
    return false;
  }
}
