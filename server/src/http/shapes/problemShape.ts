/** Problems as HTTP tells them: those of a job, and the answer to a request that failed (RFC 9457). */
import { z } from "zod";
import { problemKinds, type Problem } from "../../../../protocol/problems.js";
import type { Scrub } from "../answers/withoutPaths.js";
import { statusOf } from "../answers/statuses.js";

const code = z.enum(Object.keys(problemKinds) as [keyof typeof problemKinds]);

export const ProblemShape = z
  .object({
    code: code.describe("One of docs/problems.md"),
    severity: z.enum(["error", "warning", "information"]),
    title: z.string(),
    message: z.string(),
    fix: z.string().describe("What can be done about it"),
    retryable: z.boolean().describe("Whether the same again may succeed"),
    file: z.string().nullable().describe("From the video's folder"),
    scene: z.string().nullable(),
    line: z.number().nullable(),
    column: z.number().nullable(),
    time: z.number().nullable().describe("Seconds of the video"),
  })
  .meta({ id: "Problem" });
export type ProblemShape = z.infer<typeof ProblemShape>;

/** `folder` is the job's; a file outside of it is named without its path. */
export function problemShape(found: Problem, folder: string, scrub: Scrub): ProblemShape {
  const { severity, message, fix, scene, line, column, time } = found;
  const { title, retryable } = problemKinds[found.code];
  return {
    ...{ code: found.code, severity, title, retryable },
    message: scrub.text(folder === "" ? message : message.replaceAll(folder, "…")),
    fix: scrub.text(fix),
    file: found.file === undefined ? null : inFolder(found.file, folder),
    ...{ scene: scene ?? null, line: line ?? null, column: column ?? null, time: time ?? null },
  };
}

function inFolder(file: string, folder: string): string {
  if (folder !== "" && file.startsWith(folder)) return file.slice(folder.length).replace(/^[\\/]+/, "");
  return /^([\\/]|[A-Za-z]:)/.test(file) ? (file.split(/[\\/]/).at(-1) ?? "") : file;
}

export const ProblemAnswer = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code,
    fix: z.string(),
    retryable: z.boolean(),
    request_id: z.string(),
    errors: z
      .array(z.object({ at: z.string(), message: z.string() }))
      .optional()
      .describe("What is wrong with which part of the request"),
  })
  .meta({ id: "ProblemAnswer" });
export type ProblemAnswer = z.infer<typeof ProblemAnswer>;

/** The answer of a request that failed; `status` where it is not the code's own. */
export function problemAnswer(found: Problem, { requestId, scrub, status, errors }: AnswerContext): ProblemAnswer {
  const { title, retryable } = problemKinds[found.code];
  return {
    type: `urn:manim-video:problem:${found.code}`,
    ...{ title, status: status ?? statusOf(found.code), detail: scrub.text(found.message) },
    ...{ code: found.code, fix: scrub.text(found.fix), retryable, request_id: requestId },
    ...(errors === undefined ? {} : { errors }),
  };
}

export interface AnswerContext {
  requestId: string;
  scrub: Scrub;
  status?: number;
  errors?: { at: string; message: string }[];
}
