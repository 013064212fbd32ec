/** Batches and their requests as the command line, the panel and HTTP show them. */
import type { BatchEntrySummary, BatchSummary } from "../../../protocol/batch.js";
import type { TokenTotals } from "../../../protocol/completion.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { addTokens } from "../llm/completion/usage.js";
import type { Spent } from "../llm/spent.js";
import type { Ledger } from "./ledger.js";
import { entryRow, noTokens, type BatchRow, type EntryRow, type Overlap } from "./rows.js";

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

/** The batches that an id names: one by our id or the provider's name, or those of a pool, oldest first. */
export function batchesNamed(ledger: Ledger, id: string): BatchRow[] {
  const one = findBatch(ledger, id);
  if (one !== null) return [one];
  // Those that were split into smaller ones hold no requests any more.
  const whole = "select id from batches where pool = ? and exists (select 1 from entries where batch = batches.id)";
  const rows = ledger.database.prepare(`${whole} order by rowid`).all(id);
  return rows.flatMap((row) => ledger.batch(String(row["id"])) ?? []);
}

/** What the requests of a pool have used, answers that came too late or were not usable included. */
export interface PoolBill {
  /** Those sent in batches, whose `usd` is null while one has not told its costs. */
  batches: { requests: number; tokens: TokenTotals; usd: (number | null)[] };
  /** Calls for what batches had not answered: all of them, and what those answered cost. */
  singles: { requests: number; provider: string; spent: Spent }[];
  overlap: Overlap;
  /** Unanswered requests of cancelled batches, which a provider may bill as well. */
  cancelled: number;
}

export function poolBill(ledger: Ledger, pool: string): PoolBill {
  const rows = ledger.batches().filter((batch) => batch.pool === pool && batch.name !== null);
  const bill: PoolBill = {
    batches: { requests: 0, tokens: { ...noTokens }, usd: [] },
    singles: singlesOf(ledger, pool),
    overlap: { batches: [], requests: 0, usd: 0 },
    cancelled: 0,
  };
  for (const { requests, tokens, usd, overlap, state, phase, failed } of rows) {
    bill.batches.requests += requests;
    addTokens(bill.batches.tokens, tokens);
    bill.batches.usd.push(phase === "settled" ? usd : null);
    if (state === "JOB_STATE_CANCELLED") bill.cancelled += failed;
    if (overlap === null) continue;
    const known = bill.overlap.usd !== null && overlap.usd !== null;
    bill.overlap = {
      batches: [...bill.overlap.batches, ...overlap.batches],
      requests: bill.overlap.requests + overlap.requests,
      usd: known ? (bill.overlap.usd ?? 0) + (overlap.usd ?? 0) : null,
    };
  }
  return bill;
}

function singlesOf(ledger: Ledger, pool: string): PoolBill["singles"] {
  const rows = ledger.database.prepare("select * from entries where pool = ? and singles > 0").all(pool).map(entryRow);
  return rows.flatMap(({ outcome, singles, provider }) =>
    outcome === null || outcome.kind === "failed" ? [] : [{ requests: singles, provider, spent: outcome.spent }],
  );
}

/** Throws ProblemError `batch-missing`. */
export function requireBatch(ledger: Ledger, id: string): BatchRow {
  const found = findBatch(ledger, id);
  if (found === null) throw new ProblemError(problem("batch-missing", `There is no batch ${id}.`));
  return found;
}

export function findBatch(ledger: Ledger, id: string): BatchRow | null {
  return (
    ledger.batch(id) ?? ledger.batches().find(({ name, displayName }) => name === id || displayName === id) ?? null
  );
}
