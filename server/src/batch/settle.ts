/** Takes in what an ended batch has answered: everything at once, also of one that failed half-way. */
import { problem, type Problem } from "../../../protocol/problems.js";
import { backoff, closed, next, overdue, type Follow, type Step } from "./follow.js";
import { Usage } from "../llm/completion/usage.js";
import type { Bill } from "./ledgerEntries.js";
import { longestAbsence } from "./limits.js";
import { matchAnswers, type BatchEnd, type Sent } from "./match.js";
import type { BatchAnswer, ProviderBatch } from "./provider.js";
import type { BatchRow, Ending, EntryRow } from "./rows.js";
import { lookForTwins } from "./twins.js";
import { transaction } from "../jobs/transaction.js";

type Fetched =
  | { kind: "answers"; answers: BatchAnswer[] }
  /** The provider has them no more. What they cost is not known. */
  | { kind: "lost"; what: string }
  | Exclude<Step, { kind: "next" }>;

/** `ended` is null when the provider knows the batch no more. */
export async function settle(follow: Follow, ended: ProviderBatch | null): Promise<Step> {
  const batch = follow.ledger.batch(follow.id);
  if (batch?.phase !== "created") return next;
  await lookForTwins(follow, batch);
  const fetched: Fetched = ended === null ? { kind: "lost", what: "" } : await download(follow, batch, ended);
  if (fetched.kind === "stopped" || fetched.kind === "closed") return fetched;
  const answers = fetched.kind === "answers" ? fetched.answers : [];
  const current = follow.ledger.batch(follow.id) ?? batch;
  const end = { state: ended?.state ?? "JOB_STATE_UNKNOWN", reason: ended?.error ?? null } as const;
  const match = matchAnswers(follow.ledger.entriesOf(batch.id).map(sent), answers, end);
  const endings = match.endings.map((ending) => explained(ending, current, end, fetched));
  const { ledger, entries, checkpoint } = follow;
  const retry = current.failOver || !overdue(current) ? "single" : "batch";
  const now = transaction(ledger.database, () => {
    const written = entries.settle(current, endings, bill(fetched), retry);
    checkpoint("settle.inside");
    return written;
  });
  checkpoint("settle.written");
  ledger.release(batch.id);
  for (const line of lines(now, current, match.unknown)) follow.log.info(line);
  follow.changed();
  return next;
}

/** The answers, tried until they come whole: they are paid for. */
async function download(follow: Follow, batch: BatchRow, ended: ProviderBatch): Promise<Fetched> {
  const day = new Date(ended.createdAt ?? batch.sentAt ?? batch.createdAt);
  for (let failures = 1; ; failures += 1) {
    follow.checkpoint("answers.before");
    const got = await follow.provider.answers(ended, day, follow.signal);
    if (follow.signal.aborted) return closed;
    if (got.ok) {
      follow.checkpoint("answers.arrived");
      return { kind: "answers", answers: got.value };
    }
    follow.ledger.troubled(batch.id, got.problem);
    follow.log.warn(`The answers of ${ended.name} could not be fetched: ${got.problem.message}`);
    follow.changed();
    const gone = got.problem.code === "batch-missing";
    if (gone && failures >= longestAbsence) return { kind: "lost", what: "the answers of " };
    if (!gone && (!got.retryable || failures >= mostDownloads)) return { kind: "stopped", problem: got.problem };
    await follow.alarm.sleep(backoff(failures, follow.limits), follow.signal);
  }
}

/** With the default waits some three hours; after that a later start takes it up. */
const mostDownloads = 40;

function sent({ key, label, request }: EntryRow): Sent {
  return { key, label, echo: request.kind === "generate" ? (request.request.echo ?? null) : null };
}

/** Says of an unanswered request that it was we who ended its batch, or that the provider has lost it. */
function explained(ending: Ending, batch: BatchRow, { state }: BatchEnd, fetched: Fetched): Ending {
  if (ending.outcome !== null) return ending;
  const because = (found: Problem): Ending => ({ ...ending, problem: found });
  if (fetched.kind === "lost") {
    const lost = problem("batch-missing", `The provider no longer has ${fetched.what}${batch.name ?? "the batch"}.`);
    return { ...ending, kind: "missing", problem: lost };
  }
  if (state === "JOB_STATE_CANCELLED" && overdue(batch))
    return because(problem("deadline-passed", `The deadline came before ${batch.name ?? "the batch"} answered this.`));
  return ending;
}

function bill(fetched: Fetched): Bill {
  const used = new Usage();
  if (fetched.kind !== "answers") return { usd: null, tokens: used.tokens };
  for (const { outcome } of fetched.answers) if (outcome.kind !== "failed") used.add(outcome.spent);
  return { usd: used.usd, tokens: used.tokens };
}

function lines(entries: readonly EntryRow[], batch: BatchRow, unknown: number): string[] {
  const ticks = entries.flatMap(({ state, kind, label, problem: found }) => {
    if (state === "answered" && kind === "answer") return [tick(label)];
    return found === null ? [] : [`✗ ${label}: ${found.message}`];
  });
  if (unknown > 0) ticks.push(`${batch.name ?? ""} has ${unknown} answers to requests that are not its own; not used`);
  return ticks;
}

/** The line that tells that a request has its answer. */
export function tick(label: string): string {
  return /^(scene|repair)\b/.test(label) ? `✓ Generated code for ${label}` : `✓ Answer for ${label}`;
}
