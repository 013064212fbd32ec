/** What can be done with a batch that has ended: run it again, write its results out, forget it. */
import type { AnswerKind } from "../../../protocol/batch.js";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { GenerateOutcome } from "../llm/generate.js";
import type { Submission } from "./launch.js";
import { isOpen, type Ledger } from "./ledger.js";
import type { BatchProvider } from "./provider.js";
import type { BatchRow, EntryRow } from "./rows.js";
import { findBatch } from "./summaries.js";

/** One line of exported results. */
export interface ResultLine {
  /** The user's id, or what the request was for. */
  id: string;
  index: number;
  /** Null while it has not ended. */
  kind: AnswerKind | null;
  text: string | null;
  /** The model that answered. */
  model: string | null;
  usd: number | null;
  problem: { code: Problem["code"]; message: string } | null;
  /** The provider's own answer. */
  raw: unknown;
}

/** Its results in the order of its requests, answers from single calls included; null when there is no such batch. */
export function resultLines(ledger: Ledger, id: string): ResultLine[] | null {
  const batch = findBatch(ledger, id);
  return batch === null ? null : ledger.entriesOf(batch.id).map(resultLine);
}

/** The same requests once more, under keys of their own; `unanswered` leaves out those that have an answer. */
export function rerun(
  ledger: Ledger,
  { id, provider, model }: BatchRow,
  batches: BatchProvider,
  which: "all" | "unanswered",
): Submission {
  const entries = ledger.entriesOf(id).filter(({ kind }) => which === "all" || kind !== "answer");
  return { provider, model, batches, requests: entries.map(({ label, request }) => ({ id: label, request })) };
}

/**
 * Deletes the record here and, with a provider, there. Answers that jobs may still ask for by key are kept. The problem
 * when it is still under way, unknown, or cannot be deleted at the provider; then it stays here as well.
 */
export async function deleteBatch(
  ledger: Ledger,
  id: string,
  provider: BatchProvider | null,
  signal: AbortSignal,
): Promise<Problem | null> {
  const batch = findBatch(ledger, id);
  if (batch === null) return problem("batch-missing", `There is no batch ${id}.`);
  if (isOpen(batch) || batch.phase === "created")
    return problem("job-running", `Batch ${batch.name ?? batch.id} is still under way.`);
  if (provider !== null && batch.name !== null) {
    const deleted = await provider.delete(batch.name, signal);
    if (!deleted.ok) return deleted.problem;
  }
  ledger.forget(batch.id);
  return null;
}

function resultLine({ label, index, kind, outcome, problem: found, raw }: EntryRow): ResultLine {
  const spent = outcome === null || outcome.kind === "failed" ? null : outcome.spent;
  return {
    ...{ id: label, index: index ?? 0, kind, raw },
    text: outcome === null ? null : textOf(outcome),
    model: spent?.modelVersion ?? null,
    usd: spent?.usd ?? null,
    problem: found === null ? null : { code: found.code, message: found.message },
  };
}

function textOf(outcome: GenerateOutcome): string | null {
  if (outcome.kind === "answer" || outcome.kind === "truncated") return outcome.text;
  return outcome.kind === "calls" ? outcome.turn.text : null;
}
