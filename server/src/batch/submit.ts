/** Sends a reserved batch: at most one create at a time, written down as sending before it goes out. */
import { performance } from "node:perf_hooks";
import { problem, type Problem } from "../../../protocol/problems.js";
import { chunked, halves, wishedForm, type Chunk } from "./chunk.js";
import { backoff, closed, isOver, next, overdue, untilDeadline, type Follow, type Step } from "./follow.js";
import type { Reservation } from "./ledger.js";
import { LeaseLost } from "./leaseLost.js";
import { fileLife } from "./limits.js";
import type { CreateOutcome } from "./provider.js";
import { contentHash } from "./requestKey.js";
import type { BatchRow, EntryRow } from "./rows.js";

/** So many rate limits in a row, and the batch is tried in halves: it may be over the provider's queued tokens. */
const limitsBeforeHalving = 2;

/** How a create ended; `changed` when the batch is not to be sent any more. */
type Created = CreateOutcome | "changed";

/** Smaller batches are not halved for a rate limit: they wait. Providers bound the number of batches too. */
const smallest = 5;

/** Ends when the batch is created, refused, split, or of unknown outcome (its phase is then still `sending`). */
export async function submit(follow: Follow): Promise<Step> {
  const started = performance.now();
  let failures = 0;
  let limited = 0;
  for (;;) {
    const batch = follow.ledger.batch(follow.id);
    if (batch?.phase !== "reserved") return next;
    const entries = follow.ledger.entriesOf(batch.id);
    const ending = noLongerWanted(follow, batch, entries);
    if (ending !== null) return ending;
    if (isOver(follow.signal)) return closed;
    const outcome = patient(await create(follow, batch, entries), entries.length);
    if (outcome === "changed") return next;
    switch (outcome.kind) {
      case "created":
        follow.checkpoint("create.answered");
        follow.ledger.named(batch.id, outcome.batch, []);
        follow.checkpoint("create.named");
        follow.log.info(`Created batch job: ${outcome.batch.name}`);
        follow.changed();
        return next;
      case "unsure":
        follow.checkpoint("create.unsure");
        follow.ledger.troubled(batch.id, problem("batch-unsure", outcome.problem.message));
        follow.log.warn(
          `The provider's answer was lost (${outcome.problem.message}); looking for ${batch.displayName}`,
        );
        follow.changed();
        return next;
      case "refused":
        refused(follow, batch, entries, outcome);
        return next;
      case "unsent": {
        follow.checkpoint("create.unsent");
        follow.ledger.unsent(batch.id, outcome.problem);
        follow.log.warn(`The batch could not be sent yet: ${outcome.problem.message}`);
        follow.changed();
        if (isOver(follow.signal)) return closed;
        failures += 1;
        limited = outcome.problem.code === "rate-limited" ? limited + 1 : 0;
        if (performance.now() - started > follow.limits.patience) {
          follow.ledger.refuse(batch.id, outcome.problem, "batch");
          follow.changed();
          return next;
        }
        const wait = Math.max(outcome.delay ?? 0, backoff(failures, follow.limits));
        await follow.alarm.sleep(untilDeadline(batch, wait), follow.signal);
        if (limited >= limitsBeforeHalving && entries.length > smallest) {
          split(
            follow,
            batch,
            outcome.problem,
            halves(entries, follow.limits, wishedForm(batch.form, entries, follow.limits)),
          );
          return next;
        }
      }
    }
  }
}

/** A small batch that has no room at the provider now will have some later. */
function patient(outcome: Created, requests: number): Created {
  if (outcome === "changed" || outcome.kind !== "refused" || requests > smallest) return outcome;
  return outcome.problem.code === "rate-limited" ? { kind: "unsent", problem: outcome.problem, delay: null } : outcome;
}

/** Cancelled, past its deadline, or not what was written down. */
function noLongerWanted(follow: Follow, batch: BatchRow, entries: EntryRow[]): Step | null {
  const { ledger } = follow;
  const end = (found: Problem, retry: "single" | "batch"): Step => {
    ledger.refuse(batch.id, found, retry);
    follow.changed();
    return next;
  };
  const wanted = entries.filter(({ state }) => state === "waiting");
  if (batch.cancelAsked || wanted.length === 0)
    return end(problem("cancelled", "Cancelled before it was sent."), "batch");
  if (overdue(batch))
    return end(
      problem("deadline-passed", "The deadline came before the batch could be sent."),
      batch.failOver ? "single" : "batch",
    );
  if (contentHash(entries) !== batch.hash)
    return end(problem("state-broken", `Batch ${batch.id} is not what was written down.`), "batch");
  // Only before the first create: a later one has to be of the same requests.
  if (wanted.length < entries.length && batch.creates === 0) {
    split(
      follow,
      batch,
      problem("cancelled", "Some of its requests were cancelled."),
      chunked(wanted, follow.limits, wishedForm(batch.form, entries, follow.limits)),
    );
    return next;
  }
  return null;
}

async function create(follow: Follow, batch: BatchRow, entries: EntryRow[]): Promise<Created> {
  const { ledger, checkpoint, signal } = follow;
  const stale = batch.fileAt !== null && Date.now() - batch.fileAt > fileLife;
  if (stale) ledger.uploaded(batch.id, null);
  follow.log.info(`Processing batch of ${entries.length} Manim requests`);
  checkpoint("create.before");
  const ledgerSaid: { no?: unknown } = {};
  try {
    const outcome = await follow.provider.create(
      {
        displayName: batch.displayName,
        model: batch.model,
        entries: entries.map(({ key, request }) => ({ key, request })),
        form: batch.form,
        file: stale ? null : batch.file,
        uploaded: (file) => {
          ledger.uploaded(batch.id, file);
          checkpoint("create.uploaded");
        },
        sending: () => {
          try {
            ledger.sending(batch.id);
          } catch (error) {
            // Thrown through the provider, so that nothing goes out; it may well make an outcome of it.
            ledgerSaid.no = error;
            throw error;
          }
          checkpoint("create.sending");
        },
      },
      signal,
    );
    if (ledgerSaid.no === undefined) return outcome;
  } catch (error) {
    ledgerSaid.no ??= error;
  }
  // It was cancelled while it was being uploaded.
  if (ledgerSaid.no instanceof LeaseLost && ledger.batch(batch.id)?.cancelAsked === true) return "changed";
  throw ledgerSaid.no;
}

function refused(
  follow: Follow,
  batch: BatchRow,
  entries: EntryRow[],
  { problem: found, tooLarge, entry }: Extract<CreateOutcome, { kind: "refused" }>,
): void {
  follow.checkpoint("create.refused");
  const blamed = entry === null ? undefined : entries[entry];
  if (tooLarge && blamed === undefined && entries.length > 1) {
    follow.log.warn(`The batch is too large for the provider; it is sent in halves: ${found.message}`);
    split(follow, batch, found, halves(entries, follow.limits, wishedForm(batch.form, entries, follow.limits)));
    return;
  }
  if (blamed !== undefined && entries.length > 1) {
    const rest = entries.filter(({ key }) => key !== blamed.key);
    const parts = chunked(rest, follow.limits, wishedForm(batch.form, entries, follow.limits)).map((chunk) =>
      reservation(batch, chunk),
    );
    follow.spawned(follow.ledger.refuse(batch.id, found, "batch", { key: blamed.key, parts }));
  } else {
    const code = tooLarge ? "request-too-large" : found.code;
    follow.ledger.refuse(batch.id, { ...found, ...problem(code, found.message) }, "batch");
  }
  follow.log.error(`The provider refused the batch: ${found.message}`);
  follow.changed();
}

function split(follow: Follow, batch: BatchRow, why: Problem, chunks: Chunk[]): void {
  const parts = chunks.map((chunk) => reservation(batch, chunk));
  const batches = follow.ledger.split(batch.id, why, parts);
  follow.spawned(batches);
  follow.changed();
}

function reservation({ pool, provider, model, deadline, failOver }: BatchRow, { keys, form }: Chunk): Reservation {
  return { pool, provider, model, deadline, failOver, keys, form };
}
