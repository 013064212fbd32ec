/** The jobs of one user among those of many, and the keys by which a request that is sent twice makes one job. */
import type { DatabaseSync } from "node:sqlite";
import type { Job, JobStatus } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";

/** What a request is known again by: the sender's key, and a hash of what was asked. */
export interface RequestKey {
  key: string;
  hash: string;
}

const owned = "json_extract(request, '$.user') = ?";

export class UserJobs {
  constructor(private readonly database: DatabaseSync) {}

  /** Whether there is such a job and it is this user's. */
  owns(user: string, id: string): boolean {
    return this.database.prepare(`select 1 from jobs where id = ? and ${owned}`).get(id, user) !== undefined;
  }

  /** A page of the user's jobs, newest first; `next` is what to give as `after` for those that follow. */
  page(
    user: string,
    { limit, after, status }: { limit: number; after: string | null; status?: JobStatus | undefined },
  ): { jobs: Job[]; next: string | null } {
    const before = after === null ? Number.MAX_SAFE_INTEGER : Number(after);
    if (!Number.isSafeInteger(before)) return { jobs: [], next: null };
    const wanted = status === undefined ? "" : "and status = ?";
    const rows = this.database
      .prepare(
        `select rowid as place, snapshot from jobs where ${owned} and rowid < ? ${wanted} order by rowid desc limit ?`,
      )
      .all(user, before, ...(status === undefined ? [] : [status]), limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      jobs: shown.map(({ snapshot }) => JSON.parse(String(snapshot)) as Job),
      next: rows.length > limit && last !== undefined ? String(last["place"]) : null,
    };
  }

  /** How many of the user's jobs wait or run. */
  open(user: string): number {
    const counted = this.database
      .prepare(`select count(*) as number from jobs where ${owned} and status in ('queued', 'running')`)
      .get(user);
    return Number(counted?.["number"]);
  }

  /** USD that the user's jobs have cost which were worked on since then, and what those under way may still cost. */
  spending(user: string, since: Date): { spent: number; reserved: number } {
    const [usd, cap] = ["json_extract(snapshot, '$.usage.usd')", "json_extract(request, '$.maxUsd')"];
    const sums = this.database
      .prepare(
        `select coalesce(sum(${usd}), 0) as spent,
           coalesce(sum(case when status in ('queued', 'running') then max(${cap} - coalesce(${usd}, 0), 0) end), 0) as reserved
         from jobs where ${owned} and (json_extract(snapshot, '$.updatedAt') > ? or status in ('queued', 'running'))`,
      )
      .get(user, since.toISOString());
    return { spent: Number(sums?.["spent"]), reserved: Number(sums?.["reserved"]) };
  }

  /** The pools of the provider's batches in which the user's jobs ask. */
  pools(user: string): Set<string> {
    const rows = this.database
      .prepare(`select id, coalesce(json_extract(request, '$.list'), '') as list from jobs where ${owned}`)
      .all(user);
    return new Set(rows.flatMap(({ id, list }) => [String(id), ...(list === "" ? [] : [String(list)])]));
  }

  /** How many jobs, everybody's, have each status. */
  counts(): Partial<Record<JobStatus, number>> {
    const rows = this.database.prepare("select status, count(*) as number from jobs group by status").all();
    return Object.fromEntries(rows.map(({ status, number }) => [String(status), Number(number)]));
  }

  /** The job that a key has made, or null. Throws ProblemError `idempotency-conflict` if it was asked for something else. */
  madeBy(user: string, { key, hash }: RequestKey): string | null {
    const found = this.database.prepare("select hash, job from request_keys where user = ? and key = ?").get(user, key);
    if (found === undefined) return null;
    if (found["hash"] === hash) return String(found["job"]);
    throw new ProblemError(problem("idempotency-conflict", `The key ${JSON.stringify(key)} was used before.`));
  }

  /** Binds a key to the job that is being created, in its transaction. Throws {@link KeyTaken} when another was quicker. */
  bind(user: string, { key, hash }: RequestKey, job: string): void {
    const { changes } = this.database
      .prepare("insert into request_keys values (?, ?, ?, ?) on conflict do nothing")
      .run(user, key, hash, job);
    if (changes === 0) throw new KeyTaken();
  }
}

/** The same request was under way twice; the job of the other one stands. */
export class KeyTaken extends Error {}
