/**
 * Finds out whether a create whose answer never came made a batch. Found: it is ours. Not found in so many complete
 * listings that the list must have settled: only then may the same reservation be sent once more.
 */
import { performance } from "node:perf_hooks";
import { problem } from "../../../protocol/problems.js";
import { backoff, closed, isOver, next, overdue, pause, type Follow, type Step } from "./follow.js";
import { mostCreates } from "./limits.js";
import type { BatchRow } from "./rows.js";

/** Ends with the batch adopted, free to be sent again, or given up after its last create. */
export async function adopt(follow: Follow): Promise<Step> {
  const { ledger, provider, signal, limits, checkpoint } = follow;
  let failures = 0;
  // The first listing of a process says nothing of how long after the one before it came.
  let counts = false;
  for (;;) {
    const batch = ledger.batch(follow.id);
    if (batch?.phase !== "sending") return next;
    if (isOver(signal)) return closed;
    if (performance.now() - follow.since > limits.longestFollow)
      return { kind: "stopped", problem: problem("batch-unsure", `${batch.displayName} could not be looked for.`) };
    checkpoint("find.before");
    const found = await provider.find(batch.displayName, signal);
    if (isOver(signal)) return closed;
    checkpoint("find.answered");
    if (!found.ok) {
      ledger.troubled(batch.id, found.problem);
      follow.changed();
      if (!found.retryable) return { kind: "stopped", problem: found.problem };
      failures += 1;
      await follow.alarm.sleep(backoff(failures, limits), signal);
      continue;
    }
    failures = 0;
    const [first, ...twins] = found.value;
    if (first !== undefined) {
      ledger.named(
        batch.id,
        first,
        twins.map(({ name }) => name),
      );
      checkpoint("find.adopted");
      follow.log.info(`Created batch job: ${first.name} (found again by its display name ${batch.displayName})`);
      follow.changed();
      return next;
    }
    if (counts) {
      const listings = ledger.notFound(batch.id);
      checkpoint("find.counted");
      if (listings >= limits.findListings) return settledWithout(follow, batch);
    }
    counts = true;
    // Not the alarm: being woken must not bring the listings closer together.
    await pause(limits.findInterval, signal);
  }
}

/** The provider never made it. */
function settledWithout(follow: Follow, batch: BatchRow): Step {
  const { ledger } = follow;
  const drop = (
    why: string,
    retry: "single" | "batch",
    code: "cancelled" | "batch-unsure" | "deadline-passed",
  ): Step => {
    ledger.refuse(batch.id, problem(code, why), retry);
    follow.changed();
    return next;
  };
  if (batch.cancelAsked) return drop("Cancelled; the provider never had it.", "batch", "cancelled");
  if (overdue(batch))
    return drop(
      "The deadline came; the provider never had the batch.",
      batch.failOver ? "single" : "batch",
      "deadline-passed",
    );
  if (batch.creates >= mostCreates || !ledger.resend(batch.id))
    return drop(`The provider's list shows no batch after ${batch.creates} creates.`, "single", "batch-unsure");
  follow.checkpoint("find.resend");
  follow.log.warn(`${batch.displayName} is not in the provider's list: it is sent again`);
  follow.changed();
  return next;
}
