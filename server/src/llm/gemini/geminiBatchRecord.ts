/** Reads a batch as REST describes it. The SDK's own reading drops its error and its counts. */
import { z } from "zod";
import { batchStates, type BatchState } from "../../../../protocol/batch.js";
import type { ProviderBatch } from "../../batch/provider.js";

const Status = z.looseObject({ code: z.number().optional(), message: z.string().optional() });
const Count = z.coerce.number().int().nonnegative().catch(0);
const Output = z.looseObject({
  responsesFile: z.string().optional(),
  inlinedResponses: z.looseObject({ inlinedResponses: z.array(z.unknown()).optional() }).optional(),
});

const Operation = z.looseObject({
  name: z.string().regex(/^batches\/[\w.-]+$/),
  metadata: z
    .looseObject({
      displayName: z.string().optional(),
      model: z.string().optional(),
      state: z.string().optional(),
      createTime: z.string().optional(),
      batchStats: z
        .looseObject({ requestCount: Count, successfulRequestCount: Count, failedRequestCount: Count })
        .optional(),
      output: Output.optional(),
    })
    .optional(),
  error: Status.optional(),
  response: Output.optional(),
});

/** Where the answers of a batch are. */
export type BatchOutput = { responsesFile?: string; inlined: readonly unknown[] };

/** Null for what is not a description of a batch. */
export function readBatch(raw: unknown): ProviderBatch | null {
  const parsed = Operation.safeParse(raw);
  if (!parsed.success) return null;
  const { name, metadata = {}, error } = parsed.data;
  const stats = metadata.batchStats;
  return {
    name,
    displayName: metadata.displayName ?? "",
    model: (metadata.model ?? "").replace(/^models\//, ""),
    state: stateOf(metadata.state, error !== undefined),
    error: error === undefined ? null : (error.message ?? `code ${error.code ?? "unknown"}`),
    counts: stats
      ? { total: stats.requestCount, succeeded: stats.successfulRequestCount, failed: stats.failedRequestCount }
      : null,
    createdAt: metadata.createTime ?? null,
    raw,
  };
}

/** Null when the description has no answers, as that of a batch which has not ended. */
export function readOutput(raw: unknown): BatchOutput | null {
  const parsed = Operation.safeParse(raw);
  if (!parsed.success) return null;
  // REST documents both places, and has been seen to fill either.
  for (const output of [parsed.data.metadata?.output, parsed.data.response]) {
    const inlined = output?.inlinedResponses?.inlinedResponses ?? [];
    if (output?.responsesFile !== undefined || inlined.length > 0)
      return { responsesFile: output?.responsesFile, inlined };
  }
  return null;
}

/** BATCH_STATE_X is shown as JOB_STATE_X. A state of next year is neither success nor failure. */
function stateOf(state: string | undefined, hasError: boolean): BatchState {
  const shown = (state ?? "").replace(/^BATCH_STATE_/, "JOB_STATE_");
  const known = batchStates.find((one) => one === shown);
  if (known !== undefined) return known;
  return hasError ? "JOB_STATE_FAILED" : "JOB_STATE_UNKNOWN";
}
