/** Requests in the ledger: asked once by key, whoever asks and however often; their ends are kept and handed out again. */
import type { TokenTotals } from "../../../protocol/completion.js";
import { problem, problemKinds, type Problem } from "../../../protocol/problems.js";
import type { GenerateOutcome } from "../llm/generate.js";
import { isOpen, now, type Ledger } from "./ledger.js";
import { kindOf } from "./match.js";
import {
  entryRow,
  type AskedRequest,
  type BatchRow,
  type Ending,
  type EntryRow,
  type Overlap,
  type Retry,
} from "./rows.js";
import { transaction } from "../jobs/transaction.js";

export interface Asked {
  key: string;
  pool: string;
  provider: string;
  model: string;
  label: string;
  request: AskedRequest;
}

/** What settling a batch found besides its endings: what all of its answers cost, used or not. */
export interface Bill {
  /** Null when it is not known. */
  usd: number | null;
  tokens: TokenTotals;
}

export class LedgerEntries {
  constructor(private readonly ledger: Ledger) {}

  /** The latest attempt at a request. */
  get(key: string): EntryRow | null {
    const row = this.database.prepare("select * from entries where key = ? order by attempt desc limit 1").get(key);
    return row === undefined ? null : entryRow(row);
  }

  /**
   * Writes a request down, or finds it again: an answer that is there is kept, a batch that has it is waited for. A
   * failure that its caller has already been told of is tried anew.
   */
  ask(asked: Asked): EntryRow {
    return transaction(this.database, () => {
      const earlier = this.get(asked.key);
      if (earlier === null) return this.insert(asked, 0);
      switch (earlier.state) {
        case "waiting":
          if (earlier.batch === null)
            this.update(earlier, "pool = ?, request = ?", asked.pool, JSON.stringify(asked.request));
          return this.require(asked.key);
        case "sent":
          return earlier;
        case "answered":
          return earlier.kind === "answer" || !earlier.delivered ? earlier : this.insert(asked, earlier.attempt + 1);
        case "failed":
          return earlier.retry === "single" || isNews(earlier) ? earlier : this.insert(asked, earlier.attempt + 1);
        case "cancelled":
          return this.reopen(earlier, asked);
      }
    });
  }

  /** A new request that nobody has asked before. */
  insert(asked: Asked, attempt: number): EntryRow {
    this.database
      .prepare(
        "insert into entries (key, attempt, pool, provider, model, label, request, state) values (?, ?, ?, ?, ?, ?, ?, 'waiting')",
      )
      .run(
        ...[asked.key, attempt, asked.pool, asked.provider, asked.model, asked.label],
        JSON.stringify(asked.request, (name, value: unknown) => (name === "report" ? undefined : value)),
      );
    return this.require(asked.key);
  }

  /**
   * Takes the answers in, all of them and the batch's end in one transaction. What has ended otherwise in the meantime
   * stays and counts as overlap. `retry` is how the unanswered ones are asked again. Returns the entries as they are now.
   */
  settle(batch: BatchRow, endings: readonly Ending[], bill: Bill, retry: Retry): EntryRow[] {
    return transaction(this.database, () => {
      const entries = new Map(this.ledger.entriesOf(batch.id).map((entry) => [entry.key, entry]));
      let late: Overlap = { batches: batch.overlap?.batches ?? [], requests: 0, usd: 0 };
      for (const ending of endings) {
        const entry = entries.get(ending.key);
        if (entry !== undefined && !this.end(entry, ending, batch, retry)) late = added(late, ending);
      }
      const succeeded = endings.filter(({ kind }) => kind === "answer").length;
      // What a twin has cost is in no answer of ours.
      const overlap =
        late.batches.length > 0 ? { ...late, usd: null, requests: late.requests + twinRequests(batch) } : late;
      this.ledger.step(
        batch.id,
        "created",
        "phase = 'settled', ended_at = ?, succeeded = ?, failed = ?, usd = ?, tokens = ?, overlap = ?",
        [
          ...[now(), succeeded, endings.length - succeeded, bill.usd, JSON.stringify(bill.tokens)],
          overlap.requests + overlap.batches.length === 0 ? null : JSON.stringify(overlap),
        ],
      );
      return this.ledger.entriesOf(batch.id);
    });
  }

  /** How a single call for it ended. An answer that came from the batch meanwhile stays. */
  single({ key, attempt }: EntryRow, outcome: GenerateOutcome): void {
    const [state, kind, found] =
      outcome.kind === "failed" ? ["failed", null, outcome.problem] : ["answered", kindOf(outcome), null];
    this.database
      .prepare(
        `update entries set singles = singles + 1, state = ?, kind = coalesce(?, kind), outcome = ?, problem = ?
         where key = ? and attempt = ? and state <> 'answered'`,
      )
      .run(
        ...[state, kind, outcome.kind === "failed" ? null : JSON.stringify(outcome)],
        ...[found === null ? null : JSON.stringify(found), key, attempt],
      );
  }

  /** The caller has this end. */
  delivered(entry: EntryRow): void {
    if (!entry.delivered) this.update(entry, "delivered = 1");
  }

  /** Its caller gave up. When nobody waits for anything in its batch, that is to be cancelled: returns its id then. */
  cancel(key: string): string | null {
    return transaction(this.database, () => {
      const entry = this.get(key);
      if (entry === null || (entry.state !== "waiting" && entry.state !== "sent")) return null;
      this.update(entry, "state = 'cancelled', problem = ?", JSON.stringify(cancelled(entry.label)));
      if (entry.batch === null) return null;
      const left = this.ledger.entriesOf(entry.batch).some(({ state }) => state === "waiting" || state === "sent");
      return left ? null : entry.batch;
    });
  }

  private get database() {
    return this.ledger.database;
  }

  /** A cancelled request that is asked again: its batch may have it still, or may even have answered. */
  private reopen(earlier: EntryRow, asked: Asked): EntryRow {
    if (earlier.outcome !== null && earlier.kind === "answer") {
      this.update(earlier, "state = 'answered', problem = null");
      return this.require(earlier.key);
    }
    const batch = earlier.batch === null ? null : this.ledger.batch(earlier.batch);
    if (batch === null || !isOpen(batch)) return this.insert(asked, earlier.attempt + 1);
    this.update(earlier, "state = ?, problem = null", batch.phase === "reserved" ? "waiting" : "sent");
    return this.require(earlier.key);
  }

  /** False when the entry had ended otherwise before. */
  private end(entry: EntryRow, ending: Ending, batch: BatchRow, retry: Retry): boolean {
    const { kind, outcome, raw } = ending;
    const late = entry.state === "failed" && entry.outcome === null && entry.singles === 0;
    if (entry.state === "answered" || (entry.state === "failed" && !late)) return outcome === null;
    if (late && kind !== "answer") return outcome === null;
    const used = kind === "answer" || kind === "refused" || kind === "truncated";
    // A user who cancels a batch gets what it has answered and no single calls for the rest.
    const unanswered = batch.cancelAsked && !used ? "cancelled" : "failed";
    const state = entry.state === "cancelled" ? "cancelled" : used ? "answered" : unanswered;
    const found = state === "cancelled" && !used ? cancelled(entry.label) : ending.problem;
    this.update(
      entry,
      "state = ?, kind = ?, outcome = ?, raw = ?, problem = ?, retry = ?",
      ...[state, kind, kind === "mismatched" || outcome === null ? null : JSON.stringify(outcome)],
      ...[JSON.stringify(raw ?? null), found === null ? null : JSON.stringify(found)],
      entry.request.kind === "generate" ? retry : "batch",
    );
    return true;
  }

  private update({ key, attempt }: EntryRow, changes: string, ...values: (string | number | null)[]): void {
    this.database.prepare(`update entries set ${changes} where key = ? and attempt = ?`).run(...values, key, attempt);
  }

  private require(key: string): EntryRow {
    const entry = this.get(key);
    if (entry === null) throw new Error(`there is no request ${key}`);
    return entry;
  }
}

/** A failure that asking again would not change, and that nobody has been told of. */
function isNews({ delivered, problem: found }: EntryRow): boolean {
  return !delivered && found !== null && !problemKinds[found.code].retryable;
}

export function cancelled(label: string): Problem {
  return problem("cancelled", `Cancelled (${label}).`);
}

function added(overlap: Overlap, { outcome }: Ending): Overlap {
  const usd = outcome === null || outcome.kind === "failed" ? 0 : outcome.spent.usd;
  return {
    ...overlap,
    requests: overlap.requests + 1,
    usd: overlap.usd === null || usd === null ? null : overlap.usd + usd,
  };
}

const twinRequests = (batch: BatchRow): number => (batch.overlap?.batches.length ?? 0) * batch.requests;
