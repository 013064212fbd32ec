/** Further batches of one reservation: what a provider made of a create that we had to take for lost. */
import { isBatchEnded } from "../../../protocol/batch.js";
import type { Follow } from "./follow.js";
import type { BatchRow } from "./rows.js";

/** Cancels further batches of the same reservation; a failure is only logged, the overlap is written down already. */
export async function cancelTwins(follow: Follow, names: readonly string[]): Promise<void> {
  for (const name of names) {
    follow.log.warn(`A second batch of the same requests is cancelled: ${name}`);
    const cancelled = await follow.provider.cancel(name, follow.signal);
    if (!cancelled.ok) follow.log.warn(`${name} could not be cancelled: ${cancelled.problem.message}`);
  }
}

/** A reservation that was sent twice may have two batches, where the list was slower than we allowed it to be. */
export async function lookForTwins(follow: Follow, batch: BatchRow): Promise<void> {
  if (batch.creates < 2) return;
  const found = await follow.provider.find(batch.displayName, follow.signal);
  const known = batch.overlap?.batches ?? [];
  const late = found.ok ? found.value.filter(({ name }) => name !== batch.name && !known.includes(name)) : [];
  if (late.length === 0) return;
  const names = late.map(({ name }) => name);
  const requests = (batch.overlap?.requests ?? 0) + names.length * batch.requests;
  follow.ledger.overlapped(batch.id, { batches: [...known, ...names], requests, usd: null });
  await cancelTwins(
    follow,
    late.filter(({ state }) => !isBatchEnded(state)).map(({ name }) => name),
  );
}
