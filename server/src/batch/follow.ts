/** What the steps of following one batch share: the ledger, the provider, waiting, and telling. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Problem } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import type { Ledger } from "./ledger.js";
import type { LedgerEntries } from "./ledgerEntries.js";
import type { LaneLimits } from "./limits.js";
import type { BatchProvider } from "./provider.js";
import type { BatchRow } from "./rows.js";

/** Every place between two awaits or writes at which a process may be killed; a test ends it at each of them. */
export const checkpoints = [
  "reserve.before",
  "reserve.after",
  "create.before",
  "create.uploaded",
  "create.sending",
  "create.answered",
  "create.unsure",
  "create.unsent",
  "create.refused",
  "create.named",
  "find.before",
  "find.answered",
  "find.counted",
  "find.adopted",
  "find.resend",
  "poll.before",
  "poll.answered",
  "poll.written",
  "cancel.before",
  "cancel.answered",
  "cancel.abandoned",
  "answers.before",
  "answers.arrived",
  "settle.inside",
  "settle.written",
  "single.before",
  "single.answered",
  "single.written",
] as const;
export type Checkpoint = (typeof checkpoints)[number];

/** Wakes a sleep early: the batch was cancelled, or its caller's deadline changed. */
export class Alarm {
  private abort = new AbortController();

  wake(): void {
    this.abort.abort();
  }

  /** Ends after `ms`, when woken, or when the signal is aborted; a wake before it counts once. */
  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    await pause(ms, AbortSignal.any([signal, this.abort.signal]));
    if (this.abort.signal.aborted) this.abort = new AbortController();
  }
}

/** Ends after `ms`, or when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}

export interface Follow {
  readonly id: string;
  readonly provider: BatchProvider;
  readonly ledger: Ledger;
  readonly entries: LedgerEntries;
  readonly limits: LaneLimits;
  readonly log: Log;
  readonly alarm: Alarm;
  /** Aborted when this process ends or leaves its batches to another. */
  readonly signal: AbortSignal;
  /** `performance.now()` from which {@link LaneLimits.longestFollow} counts; no clock that is set moves it. */
  readonly since: number;
  readonly checkpoint: (name: Checkpoint) => void;
  /** Something of this batch is otherwise in the ledger than before. */
  changed(): void;
  /** Parts of this batch that go on as batches of their own. */
  spawned(batches: readonly BatchRow[]): void;
}

/** How one step ended: look at the ledger for the next, or leave the batch as it is to a later start. */
export type Step = { kind: "next" } | { kind: "stopped"; problem: Problem } | { kind: "closed" };

export const next = { kind: "next" } as const;
export const closed = { kind: "closed" } as const;

/** As it is at this moment: awaits lie between two looks at a signal. */
export const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Waits that double from the first to the longest; up to a quarter is random. */
export function backoff(failures: number, { firstRetry, longestRetry }: LaneLimits): number {
  return Math.min(longestRetry, firstRetry * 2 ** Math.max(0, failures - 1)) * (0.75 + Math.random() / 4);
}

/** Whether its callers have waited as long as they want to. */
export const overdue = ({ deadline }: BatchRow): boolean => deadline !== null && Date.now() >= deadline;

/** `ms`, or less when the deadline is nearer. */
export function untilDeadline(batch: BatchRow, ms: number): number {
  if (batch.deadline === null || batch.abandoned) return ms;
  return Math.max(1, Math.min(ms, batch.deadline - Date.now()));
}
