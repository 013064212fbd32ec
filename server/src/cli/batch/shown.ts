/** Batches as lines for a person. */
import type { BatchSummary } from "../../../../protocol/batch.js";
import { money } from "../quoteLines.js";

/** The state as it is shown: the provider's once it has the batch, else how far it is here. */
export function stateOf({ phase, state }: BatchSummary): string {
  return phase === "created" || phase === "settled" ? state : phase;
}

export function lineOf(batch: BatchSummary): string {
  const { id, name, displayName, requests, succeeded, phase, usd, createdAt, model, overlap } = batch;
  const cost = phase === "settled" ? money(usd) : phase === "dropped" ? "nothing billed" : "not billed yet";
  const beside = overlap === undefined ? "" : `  ${overlapOf(overlap)}`;
  const time = createdAt.slice(0, 16).replace("T", " ");
  return `${id}  ${stateOf(batch).padEnd(23)} ${succeeded}/${requests} answers  ${cost}  ${time}  ${model}  ${name ?? displayName}${beside}`;
}

/** What may be billed beside a batch. */
export function overlapOf({ requests, usd }: NonNullable<BatchSummary["overlap"]>): string {
  return `${requests} requests billed beside (${money(usd)})`;
}
