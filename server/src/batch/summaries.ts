/** Batches and their requests as the command line, the panel and HTTP show them. */
import type { BatchEntrySummary, BatchSummary } from "../../../protocol/batch.js";
import type { Ledger } from "./ledger.js";
import type { BatchRow, EntryRow } from "./rows.js";

export function batchSummary(batch: BatchRow): BatchSummary {
  const { id, phase, displayName, name, provider, model, form, state, requests, succeeded, failed } = batch;
  const { usd, tokens, createdAt, sentAt, endedAt, error, overlap } = batch;
  return {
    ...{ id, phase, displayName, name, provider, model, form, state, requests, succeeded, failed },
    ...{ usd, tokens, createdAt, sentAt, endedAt, error },
    ...(overlap === null ? {} : { overlap }),
  };
}

export function entrySummary({ key, label, index, state, kind, problem }: EntryRow): BatchEntrySummary {
  return { key, label, index: index ?? 0, state, kind, problem };
}

/** Newest first. */
export function listBatches(ledger: Ledger): BatchSummary[] {
  return ledger.batches().map(batchSummary);
}

/** A batch by our id or by the provider's name, with its requests; null when there is none. */
export function showBatch(ledger: Ledger, id: string): { batch: BatchSummary; entries: BatchEntrySummary[] } | null {
  const found = findBatch(ledger, id);
  return found === null ? null : { batch: batchSummary(found), entries: ledger.entriesOf(found.id).map(entrySummary) };
}

export function findBatch(ledger: Ledger, id: string): BatchRow | null {
  return (
    ledger.batch(id) ?? ledger.batches().find(({ name, displayName }) => name === id || displayName === id) ?? null
  );
}
