/** The one owner of jobs: what happened goes to the journal first, then listeners are told. */
import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { noWishes, type Job, type JobRequest } from "../../../protocol/job.js";
import { ProblemError } from "../../../protocol/problems.js";
import { sqliteProblem } from "./database.js";
import { apply, type JobEvent } from "./journal.js";
import { held, type Lease } from "./lease.js";
import { transaction } from "./transaction.js";

export type JobListener = (job: Job) => void;

interface Row extends Lease {
  id: string;
  created_at: string;
  request: string;
  snapshot: string;
  cancel_asked: number;
}

/** Takes a JSON list of ids. */
const oneOf = "id in (select value from json_each(?))";

export class JobStore {
  /** Tells this process's claims from those of another with the same pid. */
  private readonly owner = randomUUID();
  private readonly listeners = new Set<JobListener>();

  /** `stateFolder` is named in problems. */
  constructor(
    private readonly database: DatabaseSync,
    private readonly stateFolder = "the state folder",
  ) {}

  /** Adds a job in status `queued`. `beside` writes with it: when that throws, there is no job. */
  create(request: JobRequest, folder: string, title: string, beside?: (id: string) => void): Job {
    const id = randomUUID().slice(0, 8);
    const at = new Date().toISOString();
    const event: JobEvent = { type: "created", id, request, folder, title };
    const job = apply(null, event, at);
    this.transaction(() => {
      this.database
        .prepare("insert into jobs (id, folder, request, snapshot, status, created_at) values (?, ?, ?, ?, ?, ?)")
        .run(id, folder, JSON.stringify(request), JSON.stringify(job), job.status, at);
      this.database.prepare("insert into journal values (?, 0, ?, ?)").run(id, at, JSON.stringify(event));
      beside?.(id);
    });
    this.tell(job);
    return job;
  }

  /** Writes what happened, then tells listeners; returns the job as it is now. */
  record(id: string, event: JobEvent): Job {
    const at = new Date().toISOString();
    const job = this.transaction(() => {
      const next = apply(this.require(id), event, at);
      this.database
        .prepare("insert into journal select ?, max(seq) + 1, ?, ? from journal where job = ?")
        .run(id, at, JSON.stringify(event), id);
      this.database
        .prepare("update jobs set snapshot = ?, status = ? where id = ?")
        .run(JSON.stringify(next), next.status, id);
      return next;
    });
    this.tell(job);
    return job;
  }

  /** A snapshot of one job. */
  get(id: string): Job | null {
    const row = this.row(id);
    return row === undefined ? null : (JSON.parse(row.snapshot) as Job);
  }

  /** What the job was asked to make. */
  request(id: string): JobRequest | null {
    const row = this.row(id);
    return row === undefined ? null : { ...noWishes, ...(JSON.parse(row.request) as JobRequest) };
  }

  /** Changes the most that a job may cost, in USD; 0 for no cap. */
  setCap(id: string, maxUsd: number): void {
    this.transaction(() =>
      this.database.prepare("update jobs set request = json_set(request, '$.maxUsd', ?) where id = ?").run(maxUsd, id),
    );
  }

  /** Snapshots of all jobs, newest first. */
  list(): Job[] {
    const rows = this.database
      .prepare("select snapshot from jobs order by created_at desc, rowid desc")
      .all() as unknown as Pick<Row, "snapshot">[];
    return rows.map((row) => JSON.parse(row.snapshot) as Job);
  }

  /** How often the job has ended, and when this attempt at it began, in milliseconds since the epoch. */
  attempt(id: string): { number: number; since: number } {
    const ends = this.database
      .prepare(
        "select count(*) as number, max(at) as last from journal where job = ? and json_extract(event, '$.type') = 'finished'",
      )
      .get(id) as unknown as { number: number; last: string | null };
    const created = this.row(id)?.created_at ?? new Date().toISOString();
    // A job that is taken up again after its end has all its time again.
    return { number: ends.number, since: ends.last === null ? Date.parse(created) : Date.now() };
  }

  /** Snapshots of the jobs of one list of topics, in the list's order. */
  listOf(list: string): Job[] {
    const rows = this.database
      .prepare("select snapshot from jobs where json_extract(snapshot, '$.list') = ? order by rowid")
      .all(list) as unknown as Pick<Row, "snapshot">[];
    return rows.map((row) => JSON.parse(row.snapshot) as Job);
  }

  /** Makes this process the one that runs the job; false when another living process has it. */
  claim(id: string): boolean {
    return this.transaction(() => {
      const row = this.row(id);
      if (row === undefined || (row.owner !== this.owner && held(row))) return false;
      this.database
        .prepare("update jobs set owner = ?, owner_pid = ?, heartbeat = ?, cancel_asked = 0 where id = ?")
        .run(this.owner, process.pid, Date.now(), id);
      return true;
    });
  }

  /** Says that this process still runs these jobs. */
  heartbeat(ids: readonly string[]): void {
    this.transaction(() =>
      this.database
        .prepare(`update jobs set heartbeat = ? where owner = ? and ${oneOf}`)
        .run(Date.now(), this.owner, JSON.stringify(ids)),
    );
  }

  /** Those of these jobs that another process has asked to be cancelled. */
  cancelAsked(ids: readonly string[]): string[] {
    const rows = this.database
      .prepare(`select id from jobs where cancel_asked = 1 and ${oneOf}`)
      .all(JSON.stringify(ids));
    return rows.map(({ id }) => String(id));
  }

  /** Gives the job up after its run. */
  release(id: string): void {
    this.transaction(() =>
      this.database
        .prepare("update jobs set owner = null, owner_pid = null, cancel_asked = 0 where id = ? and owner = ?")
        .run(id, this.owner),
    );
  }

  /** Asks the process that runs the job to cancel it. */
  askCancel(id: string): void {
    this.transaction(() => this.database.prepare("update jobs set cancel_asked = 1 where id = ?").run(id));
  }

  /** Whether a living process (this one included) runs the job. */
  isOwned(id: string): boolean {
    const row = this.row(id);
    return row !== undefined && held(row);
  }

  /** The ids of all jobs whose folder this is, newest first. */
  inFolder(folder: string): string[] {
    const rows = this.database.prepare("select id from jobs where folder = ? order by created_at desc, rowid desc");
    return rows.all(folder).map(({ id }) => String(id));
  }

  /** Another job that is being run in this folder, if there is one. */
  runningIn(folder: string): string | null {
    const rows = this.database
      .prepare("select * from jobs where folder = ? and owner is not null")
      .all(folder) as unknown as Row[];
    return rows.find(held)?.id ?? null;
  }

  /** Jobs that run or wait, but whose process is gone, wait to be resumed; returns their ids, oldest first. */
  interruptLost(): string[] {
    const rows = this.database
      .prepare("select * from jobs where status in ('running', 'queued') order by created_at, rowid")
      .all() as unknown as (Row & { status: string })[];
    const lost = rows.filter((row) => !held(row));
    for (const { id, status } of lost) if (status === "running") this.record(id, { type: "interrupted" });
    return lost.map(({ id }) => id);
  }

  /** What happened to a job, oldest first, from the event on that follows the one with the number `after`. */
  history(id: string, after = -1): { at: string; event: JobEvent }[] {
    const rows = this.database
      .prepare("select at, event from journal where job = ? and seq > ? order by seq")
      .all(id, after);
    return rows.map(({ at, event }) => ({ at: String(at), event: JSON.parse(String(event)) as JobEvent }));
  }

  /** Forgets a job and what happened to it; false while a process runs it. Its batches stay known: they are paid for. */
  remove(id: string): boolean {
    return this.transaction(() => {
      if (this.isOwned(id)) return false;
      for (const table of ["journal where job", "jobs where id"])
        this.database.prepare(`delete from ${table} = ?`).run(id);
      return true;
    });
  }

  /** Calls back with a snapshot after each change made by this process; returns how to stop. */
  onChange(listener: JobListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private row(id: string): Row | undefined {
    return this.database.prepare("select * from jobs where id = ?").get(id) as unknown as Row | undefined;
  }

  private require(id: string): Job {
    const job = this.get(id);
    if (job === null) throw new Error(`there is no job ${id}`);
    return job;
  }

  private tell(job: Job): void {
    for (const listener of this.listeners) listener(job);
  }

  /** Throws ProblemError when the disk of the state folder is full or may not be written. */
  private transaction<T>(work: () => T): T {
    try {
      return transaction(this.database, work);
    } catch (error) {
      const known = sqliteProblem(error, this.stateFolder);
      throw known === null ? error : new ProblemError(known, { cause: error });
    }
  }
}
