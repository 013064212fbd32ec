/** What the panel does with one batch beside sending it again. */
import type { BatchShown } from "../../../protocol/calls/historyCalls.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Models } from "../models.js";
import { deleteBatch } from "./history.js";
import type { Lane } from "./lane.js";
import { batchSummary, requireBatch, showBatch } from "./summaries.js";

/** Throws ProblemError `batch-missing`. */
export function shownBatch({ ledger }: Lane, id: string): BatchShown {
  const shown = showBatch(ledger, id);
  if (shown === null) throw new ProblemError(problem("batch-missing", `There is no batch ${id}.`));
  return shown;
}

/** Looks at the provider once. Throws ProblemError for what keeps it from that. */
export async function refreshedBatch(lane: Lane, id: string, signal: AbortSignal): Promise<BatchShown> {
  const found = await lane.look(shownBatch(lane, id).batch.id, signal);
  if (found !== null) throw new ProblemError(found);
  return shownBatch(lane, id);
}

/** Here and, where it has a record there, at the provider. Throws ProblemError when it stays. */
export async function deletedBatch(lane: Lane, models: Models, id: string, signal: AbortSignal): Promise<void> {
  const { provider, model, name } = shownBatch(lane, id).batch;
  // Its key is loaded by then, or the provider says that there is none.
  const at = name === null ? null : await models.named(provider as "gemini" | "openai", model);
  const kept = await deleteBatch(lane.ledger, id, at?.batches ?? null, signal);
  if (kept !== null) throw new ProblemError(kept);
}

/** The batch, or one request of it, as JSON shows it: with what was asked and the provider's own answers. */
export function batchJson({ ledger }: Lane, id: string, key: string | null): unknown {
  const row = requireBatch(ledger, id);
  const entries = ledger
    .entriesOf(row.id)
    .filter((entry) => key === null || entry.key === key)
    .map(({ label, index, state, kind, attempt, singles, request, outcome, problem: found, raw }) => ({
      ...{ label, index, state, kind, attempt, singles, request, outcome, problem: found, raw },
    }));
  if (key === null) return { ...batchSummary(row), entries };
  const [entry] = entries;
  if (entry === undefined) throw new ProblemError(problem("batch-missing", `Batch ${id} has no such request.`));
  return entry;
}
