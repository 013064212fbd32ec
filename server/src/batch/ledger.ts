/**
 * The one owner of batches on disk. Each step of a batch is a conditional update: it needs our lease and the phase that
 * the step starts from, so that of two processes never both send. Entries are in ledgerEntries.ts, in the same database.
 */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { isBatchEnded, type BatchState, type EntryState } from "../../../protocol/batch.js";
import type { Problem } from "../../../protocol/problems.js";
import { held, type Lease } from "../jobs/lease.js";
import { transaction, type Parameter } from "../jobs/transaction.js";
import { LeaseLost } from "./leaseLost.js";
import { mostCreates } from "./limits.js";
import type { ProviderBatch } from "./provider.js";
import { contentHash } from "./requestKey.js";
import { batchRow, entryRow, type BatchRow, type EntryRow, type Overlap, type Retry } from "./rows.js";

/** A batch to be: requests of one provider and model, in this order. */
export interface Reservation {
  pool: string;
  provider: string;
  model: string;
  form: "inline" | "file";
  /** Milliseconds since the epoch. */
  deadline: number | null;
  failOver: boolean;
  keys: readonly string[];
}

const open = "phase in ('reserved', 'sending', 'created')";

export class Ledger {
  /** Tells this process's leases from those of another with the same pid. */
  readonly owner = randomUUID();
  /** Made once for a state folder: the first half of each display name. */
  readonly installation: string;

  constructor(readonly database: DatabaseSync) {
    const fresh = randomUUID().replaceAll("-", "").slice(0, 16);
    database.prepare("insert or ignore into installation values (1, ?)").run(fresh);
    this.installation = String(database.prepare("select id from installation").get()?.["id"]);
  }

  /** Writes a batch down, with our lease on it. Requests that are elsewhere by now stay there; null when all are. */
  reserve(reservation: Reservation): BatchRow | null {
    return transaction(this.database, () => this.reserveNow(reservation));
  }

  batch(id: string): BatchRow | null {
    const row = this.database.prepare("select * from batches where id = ?").get(id);
    return row === undefined ? null : batchRow(row);
  }

  /** Newest first. */
  batches(): BatchRow[] {
    return this.database.prepare("select * from batches order by created_at desc, rowid desc").all().map(batchRow);
  }

  /** Batches that the provider may still work on or that have to be sent, oldest first. */
  open(): BatchRow[] {
    return this.database.prepare(`select * from batches where ${open} order by rowid`).all().map(batchRow);
  }

  /** In the order in which they are sent. */
  entriesOf(id: string): EntryRow[] {
    return this.database.prepare("select * from entries where batch = ? order by idx").all(id).map(entryRow);
  }

  /** Makes this process the one that works on an open batch; false when another living one does, or it has ended. */
  claim(id: string): boolean {
    return transaction(this.database, () => {
      const columns = "select owner, owner_pid, heartbeat from batches where id = ?";
      const row = this.database.prepare(`${columns} and ${open}`).get(id) as Lease | undefined;
      if (row === undefined || (row.owner !== this.owner && held(row))) return false;
      this.database
        .prepare("update batches set owner = ?, owner_pid = ?, heartbeat = ? where id = ?")
        .run(this.owner, process.pid, Date.now(), id);
      return true;
    });
  }

  /** Says that this process still works on what it holds. */
  beat(): void {
    this.database.prepare(`update batches set heartbeat = ? where owner = ? and ${open}`).run(Date.now(), this.owner);
  }

  release(id: string): void {
    this.database
      .prepare("update batches set owner = null, owner_pid = null where id = ? and owner = ?")
      .run(id, this.owner);
  }

  /** The file that a create would name is at the provider. */
  uploaded(id: string, file: string | null): void {
    this.step(id, "reserved", "file = ?, file_at = ?", [file, file === null ? null : Date.now()]);
  }

  /** A create goes out now. Throws {@link LeaseLost} when it must not. */
  sending(id: string): void {
    transaction(this.database, () => {
      const changes = "phase = 'sending', creates = creates + 1, finds = 0, sent_at = ?, error = null";
      this.step(id, "reserved", changes, [now()], `and creates < ${mostCreates} and cancel_asked = 0`);
      this.database.prepare("update entries set state = 'sent' where batch = ? and state = 'waiting'").run(id);
    });
  }

  /** The create did not reach the provider, or was turned away: it may be tried again. */
  unsent(id: string, problem: Problem): void {
    transaction(this.database, () => {
      const batch = this.batch(id);
      if (batch?.phase === "sending")
        this.step(id, "sending", "phase = 'reserved', creates = creates - 1, sent_at = null, error = ?", [
          JSON.stringify(problem),
        ]);
      else this.step(id, "reserved", "error = ?", [JSON.stringify(problem)]);
      this.database.prepare("update entries set state = 'waiting' where batch = ? and state = 'sent'").run(id);
    });
  }

  /** The provider has it, under this name. Further batches of the same display name are its overlap. */
  named(id: string, { name, state }: ProviderBatch, twins: readonly string[]): void {
    const overlap: Overlap | null =
      twins.length === 0
        ? null
        : { batches: [...twins], requests: twins.length * (this.batch(id)?.requests ?? 0), usd: null };
    const changes = "phase = 'created', name = ?, state = ?, error = null, overlap = ?";
    this.step(id, "sending", changes, [name, state, overlap === null ? null : JSON.stringify(overlap)]);
  }

  /** Twins that showed later than the batch itself. */
  overlapped(id: string, overlap: Overlap): void {
    this.step(id, "created", "overlap = ?", [JSON.stringify(overlap)]);
  }

  /** One more complete listing of the provider's batches had none of this display name; returns how many so far. */
  notFound(id: string): number {
    this.step(id, "sending", "finds = finds + 1", []);
    return this.batch(id)?.finds ?? 0;
  }

  /** The list has settled without it: the same reservation may be sent again. False when it was sent too often. */
  resend(id: string): boolean {
    return transaction(this.database, () => {
      if ((this.batch(id)?.creates ?? 0) >= mostCreates) return false;
      this.step(id, "sending", "phase = 'reserved', finds = 0", []);
      this.database.prepare("update entries set state = 'waiting' where batch = ? and state = 'sent'").run(id);
      return true;
    });
  }

  /** True when the state or the problem is another one than before. */
  seen(id: string, state: BatchState, error: Problem | null): boolean {
    const text = error === null ? null : JSON.stringify(error);
    return this.changed(
      id,
      "created",
      "state = ?, error = ?",
      [state, text],
      "and (state is not ? or error is not ?)",
      [state, text],
    );
  }

  /** A problem with reaching the provider, or the end of one. */
  troubled(id: string, problem: Problem | null): void {
    const text = problem === null ? null : JSON.stringify(problem);
    this.database.prepare("update batches set error = ? where id = ? and owner = ?").run(text, id, this.owner);
  }

  /** The batch will not be; its requests go on in new batches (ours as well), in parts. Returns those. */
  split(id: string, problem: Problem, parts: readonly Reservation[]): BatchRow[] {
    return transaction(this.database, () => {
      this.drop(id, problem);
      this.database
        .prepare(
          "update entries set batch = null, idx = null, state = 'waiting' where batch = ? and state in ('waiting', 'sent')",
        )
        .run(id);
      return parts.flatMap((part) => this.reserveNow(part) ?? []);
    });
  }

  /** The batch will not be, and its requests (or the one with this key, the rest being split off) end with the problem. */
  refuse(
    id: string,
    problem: Problem,
    retry: Retry,
    alone?: { key: string; parts: readonly Reservation[] },
  ): BatchRow[] {
    const fail = `update entries set state = '${unanswered(problem)}', kind = 'failed', problem = ?, retry = ?
      where batch = ? and state in ('waiting', 'sent')`;
    return transaction(this.database, () => {
      const values = [JSON.stringify(problem), retry, id];
      if (alone === undefined) this.database.prepare(fail).run(...values);
      else this.database.prepare(`${fail} and key = ?`).run(...values, alone.key);
      return this.split(id, problem, alone?.parts ?? []);
    });
  }

  /** Somebody who waits for it has less patience than those before. True when its deadline is another one now. */
  hasten(id: string, deadline: number, failOver: boolean): boolean {
    const update = `update batches set deadline = ?, fail_over = ? where id = ? and coalesce(deadline, ?) > ? and ${open}`;
    const values = [deadline, failOver ? 1 : 0, id, Number.MAX_SAFE_INTEGER, deadline];
    return this.database.prepare(update).run(...values).changes === 1;
  }

  /** Asks for the batch to be cancelled, by whoever works on it. One that was never sent is dropped here. */
  askCancel(id: string, problem: Problem): void {
    transaction(this.database, () => {
      const dropped = this.database
        .prepare(
          "update batches set phase = 'dropped', error = ?, ended_at = ? where id = ? and phase = 'reserved' and creates = 0",
        )
        .run(JSON.stringify(problem), now(), id);
      if (dropped.changes === 1)
        this.database
          .prepare(
            "update entries set state = 'cancelled', problem = ? where batch = ? and state in ('waiting', 'sent')",
          )
          .run(JSON.stringify(problem), id);
      else this.database.prepare(`update batches set cancel_asked = 1 where id = ? and ${open}`).run(id);
    });
  }

  /** Its callers go on without it; it is followed for what it costs. */
  abandon(id: string, problem: Problem, retry: Retry): void {
    transaction(this.database, () => {
      const { changes } = this.database
        .prepare(
          "update entries set state = ?, kind = 'failed', problem = ?, retry = ? where batch = ? and state = 'sent'",
        )
        .run(unanswered(problem), JSON.stringify(problem), retry, id);
      const before = this.batch(id)?.overlap;
      const overlap: Overlap = {
        batches: before?.batches ?? [],
        requests: (before?.requests ?? 0) + Number(changes),
        usd: null,
      };
      this.step(id, "created", "abandoned = 1, overlap = ?", [JSON.stringify(overlap)]);
    });
  }

  /** Deletes an ended batch, and those of its requests that nobody can ask for by key. */
  forget(id: string): void {
    transaction(this.database, () => {
      const lists = "delete from entries where batch = ? and json_extract(request, '$.kind') = 'rest'";
      this.database.prepare(lists).run(id);
      this.database.prepare("delete from batches where id = ? and phase in ('settled', 'dropped')").run(id);
    });
  }

  /** The step's conditional update; throws {@link LeaseLost} when the batch is not ours or not in that phase. */
  step(id: string, phase: BatchRow["phase"], changes: string, values: readonly Parameter[], also = ""): void {
    if (!this.changed(id, phase, changes, values, also)) throw new LeaseLost(id);
  }

  private changed(
    id: string,
    phase: BatchRow["phase"],
    changes: string,
    values: readonly Parameter[],
    also: string,
    more: readonly Parameter[] = [],
  ): boolean {
    const statement = `update batches set ${changes} where id = ? and owner = ? and phase = ? ${also}`;
    return this.database.prepare(statement).run(...values, id, this.owner, phase, ...more).changes === 1;
  }

  private drop(id: string, problem: Problem): void {
    const values = [JSON.stringify(problem), now(), id, this.owner];
    const { changes } = this.database
      .prepare(
        "update batches set phase = 'dropped', error = ?, ended_at = ? where id = ? and owner = ? and phase in ('reserved', 'sending')",
      )
      .run(...values);
    if (changes !== 1) throw new LeaseLost(id);
  }

  private reserveNow({ pool, provider, model, form, deadline, failOver, keys }: Reservation): BatchRow | null {
    const find = this.database.prepare(
      "select * from entries where key = ? and state = 'waiting' and batch is null order by attempt desc limit 1",
    );
    const entries = keys.flatMap((key) => find.all(key).map(entryRow));
    if (entries.length === 0) return null;
    const id = randomUUID().replaceAll("-", "").slice(0, 20);
    this.database
      .prepare(
        `insert into batches (id, pool, provider, model, display_name, hash, form, phase, state, deadline, fail_over,
           requests, owner, owner_pid, heartbeat, created_at)
         values (?, ?, ?, ?, ?, ?, ?, 'reserved', 'JOB_STATE_QUEUED', ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[id, pool, provider, model, `${this.installation}-${id}`, contentHash(entries), form, deadline],
        ...[failOver ? 1 : 0, entries.length, this.owner, process.pid, Date.now(), now()],
      );
    const place = this.database.prepare("update entries set batch = ?, idx = ? where key = ? and attempt = ?");
    for (const [index, { key, attempt }] of entries.entries()) place.run(id, index, key, attempt);
    return this.batch(id);
  }
}

const unanswered = ({ code }: Problem): EntryState => (code === "cancelled" ? "cancelled" : "failed");

export const now = (): string => new Date().toISOString();

/** Whether answers may still come for it. */
export const isOpen = ({ phase, state }: BatchRow): boolean =>
  phase === "reserved" || phase === "sending" || (phase === "created" && !isBatchEnded(state));
