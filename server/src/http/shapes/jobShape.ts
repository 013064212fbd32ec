/** A job as HTTP tells it: nothing of this machine is in it. */
import { z } from "zod";
import { stages, type Job } from "../../../../protocol/job.js";
import { modes, providers, qualities } from "../../../../protocol/settings.js";
import type { Scrub } from "../answers/withoutPaths.js";
import { problemShape, ProblemShape } from "./problemShape.js";

export const statuses = ["queued", "running", "completed", "completed_with_errors", "failed", "cancelled"] as const;
const range = z.object({ low: z.number(), high: z.number() }).nullable();

export const JobShape = z
  .object({
    job_id: z.string(),
    status: z.enum(statuses),
    stage: z.enum(stages as [(typeof stages)[number]]),
    percentage: z.number().min(0).max(100).describe("Never falls; 100 for a completed job alone"),
    message: z.string(),
    topic: z.string(),
    title: z.string(),
    provider: z.enum(providers),
    mode: z.enum(modes),
    quality: z.enum(qualities),
    scenes: z.array(
      z.object({
        index: z.int(),
        name: z.string(),
        title: z.string(),
        file: z.string().describe("A name that /code takes"),
        state: z.string(),
      }),
    ),
    problems: z.array(ProblemShape),
    error: z
      .object({
        kind: z.string(),
        stage: z.enum(stages as [(typeof stages)[number]]),
        scene: z.string().nullable(),
        code: z.string(),
        message: z.string(),
        recoverable: z.boolean(),
        next: z.string().describe("What to try next"),
      })
      .nullable()
      .describe("Why a failed job has no video"),
    usage: z.object({
      requests: z.int(),
      tokens: z.object({ prompt: z.int(), completion: z.int(), cached: z.int(), total: z.int() }),
      usd: z.number().nullable().describe("Null where the price is not known"),
      kwh: range,
      kgco2e: range,
    }),
    created_at: z.string(),
    updated_at: z.string(),
  })
  .meta({ id: "Job" });
export type JobShape = z.infer<typeof JobShape>;

export function jobShape(job: Job, scrub: Scrub): JobShape {
  const { status, stage, percentage, topic, title, provider, mode, quality, usage, folder } = job;
  const clean = (text: string): string => scrub.text(folder === "" ? text : text.replaceAll(folder, "…"));
  const error = job.error ?? null;
  return {
    job_id: job.id,
    ...{ status, stage, percentage, message: clean(job.message), topic, title, provider, mode, quality },
    scenes: job.scenes.map(({ index, name, title: of, file, state }) => ({ index, name, title: of, file, state })),
    problems: job.problems.map((found) => problemShape(found, folder, scrub)),
    error: error === null ? null : { ...error, message: clean(error.message), next: clean(error.next) },
    ...{ usage, created_at: job.createdAt, updated_at: job.updatedAt },
  };
}
