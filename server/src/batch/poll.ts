/** Follows a created batch until the provider will do no more on it; each new state is written down, logged and told. */
import { performance } from "node:perf_hooks";
import { isBatchEnded } from "../../../protocol/batch.js";
import { problem } from "../../../protocol/problems.js";
import { backoff, closed, isOver, overdue, untilDeadline, type Follow, type Step } from "./follow.js";
import { LeaseLost } from "./leaseLost.js";
import { longestAbsence } from "./limits.js";
import type { ProviderBatch } from "./provider.js";
import type { BatchRow } from "./rows.js";
import { cancelTwins, lookForTwins } from "./twins.js";

export type Polled =
  | { kind: "ended"; batch: ProviderBatch }
  /** The provider knows it no more: nothing will come from it. */
  | { kind: "gone" }
  | Exclude<Step, { kind: "next" }>;

export async function poll(follow: Follow): Promise<Polled> {
  const { ledger, provider, signal, limits, checkpoint, id } = follow;
  let [wait, failures, absent] = [limits.firstPoll, 0, 0];
  const cancelling = new Cancelling(follow);
  await cancelTwins(follow, ledger.batch(id)?.overlap?.batches ?? []);
  for (;;) {
    const batch = ledger.batch(id);
    if (batch?.phase !== "created" || batch.name === null) throw new LeaseLost(id);
    if (isOver(signal)) return closed;
    if (performance.now() - follow.since > limits.longestFollow)
      return { kind: "stopped", problem: problem("provider-timeout", `${batch.name} has been followed for too long.`) };
    checkpoint("poll.before");
    const got = await provider.get(batch.name, signal);
    if (isOver(signal)) return closed;
    checkpoint("poll.answered");
    if (!got.ok) {
      ledger.troubled(id, got.problem);
      follow.changed();
      if (!got.retryable) return { kind: "stopped", problem: got.problem };
      failures += 1;
      if (failures === 1) follow.log.warn(`${batch.name} cannot be looked at now: ${got.problem.message}`);
      await cancelling.due(batch);
      await follow.alarm.sleep(cancelling.until(batch, backoff(failures, limits)), signal);
      continue;
    }
    failures = 0;
    if (got.value === null) {
      absent += 1;
      if (absent >= longestAbsence) return { kind: "gone" };
    } else {
      absent = 0;
      write(follow, batch, got.value);
      if (isBatchEnded(got.value.state)) return { kind: "ended", batch: got.value };
    }
    await cancelling.due(batch);
    await lookForTwins(follow, batch);
    await follow.alarm.sleep(cancelling.until(batch, wait), signal);
    wait = Math.min(limits.pollInterval, wait * 1.5);
  }
}

function write(follow: Follow, before: BatchRow, { state, error }: ProviderBatch): void {
  const found = error === null ? null : problem("batch-failed", error);
  if (!follow.ledger.seen(before.id, state, found)) return;
  follow.checkpoint("poll.written");
  if (state !== before.state) follow.log.info(`Job status: ${state}`);
  follow.changed();
}

/** Asks the provider to cancel, for the user or for the deadline, and lets the callers go on when it takes too long. */
class Cancelling {
  private asked = false;
  /** `performance.now()` of the first attempt, so that a cancel that always fails is bounded too. */
  private since: number | null = null;

  constructor(private readonly follow: Follow) {}

  /** Milliseconds to wait, at most `ms`: no longer than until something is due. */
  until(batch: BatchRow, ms: number): number {
    if (this.since === null) return untilDeadline(batch, ms);
    const left = this.left();
    return left > 0 ? Math.min(ms, this.follow.limits.firstPoll, left) : ms;
  }

  async due(batch: BatchRow): Promise<void> {
    const { follow } = this;
    const late = overdue(batch) && !batch.abandoned;
    if (!late && !batch.cancelAsked) return;
    if (!this.asked) await this.ask(batch, late);
    if (this.left() > 0 || batch.abandoned) return;
    const name = batch.name ?? "";
    const found = late
      ? problem("deadline-passed", `${name} had not ended at its deadline.`)
      : problem("cancelled", `${name} was cancelled and has not ended yet.`);
    follow.ledger.abandon(batch.id, found, late && batch.failOver ? "single" : "batch");
    follow.checkpoint("cancel.abandoned");
    follow.log.warn(`${found.message} It may still be billed.`);
    follow.changed();
  }

  /** Milliseconds for which the callers still wait for the provider to cancel. */
  private left(): number {
    return (this.since ?? performance.now()) + this.follow.limits.cancelWait - performance.now();
  }

  /** A failure is tried again at the next look. */
  private async ask(batch: BatchRow, late: boolean): Promise<void> {
    const { follow } = this;
    follow.checkpoint("cancel.before");
    this.since ??= performance.now();
    const why = late ? "its deadline has come" : "nobody waits for it";
    follow.log.info(`Cancelling ${batch.name ?? ""}: ${why}`);
    const cancelled = await follow.provider.cancel(batch.name ?? "", follow.signal);
    follow.checkpoint("cancel.answered");
    if (cancelled.ok) this.asked = true;
    else follow.log.warn(`${batch.name ?? ""} could not be cancelled: ${cancelled.problem.message}`);
  }
}
