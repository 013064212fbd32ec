/** Finds the batches that an id names, looks at them, and waits for what is under way; all of it bounded. */
import { isBatchEnded } from "../../../../protocol/batch.js";
import { problem, problemKinds, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { isOver, pause } from "../../batch/follow.js";
import { isOpen } from "../../batch/ledger.js";
import type { Lane } from "../../batch/lane.js";
import type { BatchRow } from "../../batch/rows.js";
import { batchesNamed } from "../../batch/summaries.js";

/** How long sending may stand still before a command leaves it to a later one, in milliseconds. */
const longestSend = 60_000;
/** Longer than the lane gives a provider for a cancel. */
const longestCancel = 150_000;
/** How often the ledger is read: another process may be the one that writes it. */
const interval = 100;

/** Oldest first. Throws ProblemError `batch-missing`. */
export function requireBatches({ ledger }: Lane, id: string): BatchRow[] {
  const found = batchesNamed(ledger, id);
  if (found.length === 0) throw new ProblemError(problem("batch-missing", `There is no batch ${id}.`));
  return found;
}

/** As they are in the ledger now. */
export function again({ ledger }: Lane, rows: readonly BatchRow[]): BatchRow[] {
  return rows.flatMap(({ id }) => ledger.batch(id) ?? []);
}

/** Waits until the batches have been sent, or will not be now; the problems of those that are not at the provider. */
export async function untilSent(lane: Lane, find: () => readonly BatchRow[], signal: AbortSignal): Promise<Problem[]> {
  const isSending = ({ phase, error }: BatchRow): boolean =>
    (phase === "reserved" || phase === "sending") && (error === null || problemKinds[error.code].retryable);
  const left = (): number => find().filter(isSending).length;
  for (let sending = left(); sending > 0 && !isOver(signal);) {
    await until(() => left() !== sending, longestSend, signal);
    const now = left();
    if (now === sending) break;
    sending = now;
  }
  return find().flatMap((row) => unsent(lane, row));
}

function unsent({ ledger }: Lane, row: BatchRow): Problem[] {
  if (row.phase === "created" || row.phase === "settled") return [];
  const found = row.error ?? problem("batch-unsure", `${row.displayName} has not been sent yet.`);
  if (row.phase !== "dropped") return [{ ...found, fix: `manim-video batch status ${row.id} goes on with it.` }];
  const [first, ...others] = ledger.entriesOf(row.id);
  // One request can be to blame for all: the others were sent without it.
  const whose = first !== undefined && others.length === 0 ? `${first.label}: ` : "";
  return [{ ...found, message: whose + found.message }];
}

/** Sends what was not sent, and looks once at what the provider has; the problems with that. */
export async function look(lane: Lane, rows: readonly BatchRow[], signal: AbortSignal): Promise<Problem[]> {
  const open = rows.filter((row) => isOpen(row) || row.phase === "created");
  const found = await Promise.all(open.map(({ id }) => lane.look(id, signal)));
  const unsent = await untilSent(lane, () => again(lane, open), signal);
  return [...found.filter((one) => one !== null), ...unsent];
}

/** Cancels what is open and waits for its final state. */
export async function cancelled(lane: Lane, rows: readonly BatchRow[], signal: AbortSignal): Promise<Problem[]> {
  for (const row of rows) if (isOpen(row)) lane.cancel(row.id);
  const open = (): BatchRow[] => again(lane, rows).filter((row) => isOpen(row) || row.phase === "created");
  await until(() => open().every(({ abandoned }) => abandoned), longestCancel, signal);
  return open().map((row) => {
    const ended = isBatchEnded(row.state) ? "has answers that are not here yet" : "has not ended yet";
    return problem("provider-timeout", `${row.name ?? row.displayName} ${ended}; it may still be billed.`);
  });
}

async function until(done: () => boolean, ms: number, signal: AbortSignal): Promise<void> {
  const stop = AbortSignal.any([signal, AbortSignal.timeout(ms)]);
  while (!done() && !stop.aborted) await pause(interval, stop);
}
