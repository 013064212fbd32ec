/** The provider's batches as HTTP tells them. */
import { z } from "zod";
import { batchStates, type BatchEntrySummary, type BatchSummary } from "../../../../protocol/batch.js";
import type { Scrub } from "../answers/withoutPaths.js";
import { problemShape, ProblemShape } from "./problemShape.js";

export const BatchShape = z
  .object({
    batch_id: z.string(),
    name: z.string().nullable().describe("The provider's, batches/…"),
    phase: z.enum(["reserved", "sending", "created", "settled", "dropped"]),
    state: z.enum(batchStates),
    provider: z.string(),
    model: z.string(),
    requests: z.int(),
    succeeded: z.int(),
    failed: z.int(),
    usd: z.number().nullable(),
    created_at: z.string().nullable(),
    sent_at: z.string().nullable(),
    ended_at: z.string().nullable(),
    error: ProblemShape.nullable(),
  })
  .meta({ id: "Batch" });

export const BatchEntryShape = z
  .object({
    label: z.string(),
    index: z.int(),
    state: z.string(),
    kind: z.string().nullable(),
    problem: ProblemShape.nullable(),
  })
  .meta({ id: "BatchEntry" });

export function batchShape(batch: BatchSummary, scrub: Scrub): z.infer<typeof BatchShape> {
  const { id, name, phase, state, provider, model, requests, succeeded, failed, usd, error } = batch;
  return {
    ...{ batch_id: id, name, phase, state, provider, model, requests, succeeded, failed, usd },
    ...{ created_at: batch.createdAt, sent_at: batch.sentAt, ended_at: batch.endedAt },
    error: error === null ? null : problemShape(error, "", scrub),
  };
}

export function entryShape(entry: BatchEntrySummary, scrub: Scrub): z.infer<typeof BatchEntryShape> {
  const { label, index, state, kind, problem } = entry;
  return { label, index, state, kind, problem: problem === null ? null : problemShape(problem, "", scrub) };
}
