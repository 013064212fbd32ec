/** One caller that waits for one answer: from the ledger, from a batch, or from a single call after it. */
import type { BatchForm } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import { failedOutcome } from "../llm/attempts/failure.js";
import type { Model } from "../llm/model.js";
import type { GenerateOutcome, GenerateRequest } from "../llm/generate.js";
import type { Drive } from "./drives.js";
import type { Alarm } from "./follow.js";
import type { Ledger } from "./ledger.js";
import { cancelled, type LedgerEntries } from "./ledgerEntries.js";
import type { LaneLimits } from "./limits.js";
import type { BatchProvider } from "./provider.js";
import type { EntryRow } from "./rows.js";

/** How long a caller waits, and what then. */
export interface Patience {
  /** Milliseconds since the epoch; null for none. */
  deadline: number | null;
  /** At the deadline ask singly for what is missing. */
  failOver: boolean;
  form: BatchForm;
}

export interface Question {
  readonly key: string;
  readonly pool: string;
  readonly inner: Model;
  readonly batches: BatchProvider;
  readonly patience: Patience;
  readonly request: GenerateRequest;
  readonly signal: AbortSignal;
  readonly alarm: Alarm;
  /** The batch that it waits for, and the last thing its caller was told of it. */
  batch: string | null;
  told: string;
  /** What keeps it from being asked. */
  trouble: Problem | null;
}

/** What a question needs of its lane. */
export interface Desk {
  readonly ledger: Ledger;
  readonly entries: LedgerEntries;
  readonly limits: LaneLimits;
  /** Aborted when the lane is closed. */
  readonly closing: AbortSignal;
  /** Puts it into its pool's next wave. */
  wait(question: Question): void;
  follow(batch: string, provider: BatchProvider): Drive | null;
  /** Asks singly; resolves when the ledger has the end. False when the call was cut off by its signal. */
  single(entry: EntryRow, question: Question): Promise<boolean>;
  /** Its caller has given up. */
  leave(question: Question): void;
}

/** While this process follows the batch every change is told; this is only a bound. */
const longestSleep = 60_000;

export async function answered(desk: Desk, question: Question): Promise<GenerateOutcome> {
  const { entries } = desk;
  const { key, signal, pool, request, inner } = question;
  const asked = { key, pool, provider: inner.provider, model: inner.id, label: request.label };
  const ask = (): EntryRow => entries.ask({ ...asked, request: { kind: "generate", request } });
  const stop = AbortSignal.any([signal, desk.closing]);
  let entry = ask();
  let reopened = entry.batch !== null && desk.ledger.batch(entry.batch)?.cancelAsked === true;
  for (let single = false; ;) {
    if (stop.aborted) {
      desk.leave(question);
      return failedOutcome(cancelled(request.label));
    }
    if (question.trouble !== null) return failedOutcome(question.trouble);
    if (entry.state === "answered" && entry.outcome !== null) return delivered(desk, entry, entry.outcome);
    if (entry.state === "failed") {
      if (single || entry.retry === "batch")
        return delivered(desk, entry, failedOutcome(entry.problem ?? cancelled(entry.label)));
      single = await desk.single(entry, question);
    } else if (entry.state === "cancelled") {
      if (!reopened) return failedOutcome(entry.problem ?? cancelled(entry.label));
      reopened = false;
      ask();
    } else {
      const stopped = await news(desk, question, entry, stop);
      const current = entries.get(key)?.state;
      if (stopped !== null && (current === "waiting" || current === "sent")) return failedOutcome(stopped);
    }
    entry = entries.get(key) ?? ask();
  }
}

/** Ends when there may be something new; with a problem when its batch cannot be followed. */
async function news(desk: Desk, question: Question, entry: EntryRow, stop: AbortSignal): Promise<Problem | null> {
  question.batch = entry.batch;
  const { deadline, failOver } = question.patience;
  const hastened = entry.batch !== null && deadline !== null && desk.ledger.hasten(entry.batch, deadline, failOver);
  if (entry.batch === null) desk.wait(question);
  const drive = entry.batch === null ? null : desk.follow(entry.batch, question.batches);
  if (hastened) drive?.alarm.wake();
  await question.alarm.sleep(drive === null ? desk.limits.watch : longestSleep, stop);
  return drive?.end?.kind === "stopped" ? drive.end.problem : null;
}

function delivered(desk: Desk, entry: EntryRow, outcome: GenerateOutcome): GenerateOutcome {
  desk.entries.delivered(entry);
  return outcome;
}
