/** The one owner of jobs where many machines work on them: what happened goes to Redis first, then everybody is told. */
import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { isFinal, noWishes, type Job, type JobRequest, type Stage } from "../../../protocol/job.js";
import { apply, type JobEvent } from "../jobs/journal.js";
import { titleOf } from "../storage/slug.js";
import { keys } from "./keys.js";
import { onRedis } from "./redis.js";
import { runScript } from "./scripts.js";

/** BullMQ's priorities end above this. */
const highestTurn = 2_000_000;
/** Seconds for which the same idempotency key gives the same job. */
const idempotencyKept = 7 * 86_400;
/** Writers of the same job that come first; each of them has written, so there is no dead end. */
const mostAgain = 1000;
const entriesAtOnce = 500;

/** A task's right to write: void once another has taken the task over, or the job is at another attempt. */
export interface Claim {
  id: string;
  attempt: number;
  /** The field of the job's hash that holds the token. */
  name: string;
  token: number;
}

/** What becomes of an event: written, or refused since the writer was replaced or the job has ended or is gone. */
export type Written = { kind: "written"; job: Job } | { kind: "stale" };

/** A job with what is not shown of it. */
export interface Held {
  job: Job;
  request: JobRequest;
  attempt: number;
  turn: number;
  user: string;
}

/** An idempotency key, and the hash of what was asked with it. */
export interface OncePer {
  name: string;
  wish: string;
}

export interface Entry {
  seq: number;
  at: string;
  event: JobEvent;
}

interface Appending {
  /** The events that follow from the job as it is; none leaves it alone. */
  make: (job: Job) => JobEvent[];
  claim?: Claim;
  /** Begins a new attempt: whoever works on the one before may not write any more. */
  restart?: number;
}

/** The job that was added, or the one that the same key had made. */
export interface Created {
  kind: "created" | "known";
  id: string;
  wish: string;
}

export class RedisJobs {
  constructor(private readonly redis: Redis) {}

  /**
   * Adds a job in status `queued`, or finds the one that the same key has made; "changed" when the user has not `had` jobs
   * any more, so that his limits have to be looked at again.
   */
  async create(request: JobRequest, once: OncePer | null, had: number): Promise<Created | { kind: "changed" }> {
    const turn = await this.nextTurn(request.user);
    for (;;) {
      const id = randomUUID().slice(0, 8);
      const at = new Date().toISOString();
      const event: JobEvent = { type: "created", id, request, folder: "", title: titleOf(request.topic) };
      const snapshot = JSON.stringify(apply(null, event, at));
      const member = `${at} ${id}`;
      const { user } = request;
      const idempotency = keys.idempotency(user, once?.name ?? "");
      const touched = [keys.job(id), keys.journal(id), keys.user(user), keys.open, keys.counts, idempotency];
      const asked = [id, JSON.stringify(request), snapshot, JSON.stringify(event), at, user, member, turn];
      const args = [...asked, once?.wish ?? "", idempotencyKept, had];
      const [kind, known, wish] = (await this.run("create", touched, args)) as string[];
      if (kind === "changed") return { kind };
      if (kind === "created") return { kind, id, wish: once?.wish ?? "" };
      if (kind === "known") return { kind, id: known ?? "", wish: wish ?? "" };
    }
  }

  /** Null when there is no such job. */
  async get(id: string): Promise<Held | null> {
    const names = ["snapshot", "request", "attempt", "turn", "user"] as const;
    const [snapshot, request, attempt, turn, user] = await onRedis(() => this.redis.hmget(keys.job(id), ...names));
    if (snapshot == null || request == null) return null;
    return {
      job: JSON.parse(snapshot) as Job,
      request: { ...noWishes, ...(JSON.parse(request) as JobRequest) },
      attempt: Number(attempt),
      turn: Number(turn),
      user: user ?? "",
    };
  }

  async exists(id: string): Promise<boolean> {
    return (await onRedis(() => this.redis.exists(keys.job(id)))) === 1;
  }

  /** Writes what happened while the claim holds; without one, whatever the job's attempt. */
  async record(id: string, { make, claim, restart }: Appending): Promise<Written> {
    for (let tries = 0; tries < mostAgain; tries++) {
      const names = ["snapshot", "version", "stageAt"] as const;
      const [text, version, stageAt] = await onRedis(() => this.redis.hmget(keys.job(id), ...names));
      if (text == null || version == null) return { kind: "stale" };
      const before = JSON.parse(text) as Job;
      // Where a claim is asked for, an ended job takes nothing more: somebody has cancelled it.
      if (claim !== undefined && isFinal(before.status)) return { kind: "stale" };
      const events = make(before);
      if (events.length === 0) return { kind: "written", job: before };
      const at = new Date().toISOString();
      const after = events.reduce((job, event) => apply(job, event, at), before);
      const since = Number(stageAt ?? Date.parse(before.createdAt));
      const entered = after.stage === before.stage ? [] : ["stageAt", String(Date.parse(at))];
      const restarted = restart === undefined ? [] : ["attempt", String(restart)];
      const touched = [keys.job(id), keys.journal(id), keys.open, keys.counts, keys.stages];
      const answer = await this.run("append", touched, [
        ...[id, version, claim?.attempt ?? "", claim?.name ?? "", claim?.token ?? ""],
        ...[JSON.stringify(after), after.status, isFinal(after.status) ? 1 : 0, at],
        JSON.stringify(stagesEnded(before, after, Date.parse(at) - since)),
        JSON.stringify(events.map((event) => JSON.stringify(event))),
        JSON.stringify([...entered, ...restarted]),
        keys.changed,
      ]);
      if (answer === "done") return { kind: "written", job: after };
      if (answer !== "again") return { kind: "stale" };
    }
    throw new Error(`the journal of ${id} was never free`);
  }

  /** Begins a new attempt at a job, in its user's next turn. */
  async restart(id: string, { attempt, user }: Pick<Held, "attempt" | "user">): Promise<Written> {
    const turn = await this.nextTurn(user);
    const written = await this.record(id, {
      make: (job) => (isFinal(job.status) ? [{ type: "waiting" }] : []),
      restart: attempt + 1,
    });
    if (written.kind === "written") await onRedis(() => this.redis.hset(keys.job(id), "turn", turn));
    return written;
  }

  /** Takes a task of an attempt over; null when it is not wanted any more. */
  async claim(id: string, attempt: number, task: string): Promise<Claim | null> {
    const name = `claim ${attempt} ${task}`;
    const token = (await this.run("claim", [keys.job(id), keys.turn], [attempt, name])) as number;
    return token === 0 ? null : { id, attempt, name, token };
  }

  /** Whether the claim's holder is still the one. */
  async holds(claim: Claim): Promise<boolean> {
    const names = ["attempt", "status", claim.name];
    const [attempt, status, token] = await onRedis(() => this.redis.hmget(keys.job(claim.id), ...names));
    const open = status === "queued" || status === "running";
    return open && Number(attempt) === claim.attempt && Number(token) === claim.token;
  }

  /** What happened after `seq`, oldest first, at most a few hundred at once. */
  async entries(id: string, after: number): Promise<Entry[]> {
    const start = `${after + 2}-0`;
    const found = await onRedis(() => this.redis.xrange(keys.journal(id), start, "+", "COUNT", entriesAtOnce));
    return found.map(([entry, [, at = "", , event = ""]]) => ({
      ...{ seq: Number.parseInt(entry, 10) - 1, at },
      event: JSON.parse(event) as JobEvent,
    }));
  }

  /** How many jobs a user has. */
  count(user: string): Promise<number> {
    return onRedis(() => this.redis.zcard(keys.user(user)));
  }

  /** Ids of a user's jobs, newest first, from after a cursor that an earlier page gave. */
  async page(user: string, limit: number, after: string | null): Promise<{ id: string; cursor: string }[]> {
    const from = after === null ? "+" : `(${after}`;
    const found = await onRedis(() => this.redis.zrevrangebylex(keys.user(user), from, "-", "LIMIT", 0, limit));
    return found.map((member) => ({ id: member.slice(member.lastIndexOf(" ") + 1), cursor: member }));
  }

  /** The job that an idempotency key has made, and the hash of what was asked with it. */
  async madeBy(user: string, name: string): Promise<{ id: string; wish: string } | null> {
    const [id, wish] = await onRedis(() => this.redis.hmget(keys.idempotency(user, name), "job", "wish"));
    return id == null ? null : { id, wish: wish ?? "" };
  }

  /** A user's jobs that were created since a time (ISO 8601), and all of his that have not ended. */
  async recent(user: string, since: string): Promise<Held[]> {
    const members = await onRedis(() => this.redis.zrangebylex(keys.user(user), `[${since}`, "+"));
    const young = members.map((member) => member.slice(member.lastIndexOf(" ") + 1));
    const open = await this.open();
    const users = await onRedis(() => Promise.all(open.map((id) => this.redis.hget(keys.job(id), "user"))));
    const ids = new Set([...young, ...open.filter((_, index) => users[index] === user)]);
    const all = await Promise.all([...ids].map((id) => this.get(id)));
    return all.filter((held) => held !== null);
  }

  /** Forgets an ended job. */
  async remove(id: string, user: string): Promise<"gone" | "running" | "done"> {
    const touched = [keys.job(id), keys.journal(id), keys.pending(id), keys.user(user), keys.open, keys.counts];
    return (await this.run("remove", touched, [id, keys.changed])) as "gone" | "running" | "done";
  }

  /** Ids of jobs that have not ended. */
  open(): Promise<string[]> {
    return onRedis(() => this.redis.smembers(keys.open));
  }

  /** How many jobs have each status. */
  async counts(): Promise<Partial<Record<Job["status"], number>>> {
    const found = await onRedis(() => this.redis.hgetall(keys.counts));
    return Object.fromEntries(Object.entries(found).map(([status, count]) => [status, Number(count)]));
  }

  /** How often each stage has ended, and its seconds in all. */
  async stages(): Promise<Partial<Record<Stage, { count: number; seconds: number }>>> {
    const found = await onRedis(() => this.redis.hgetall(keys.stages));
    const names = Object.keys(found).flatMap((name) => (name.startsWith("n:") ? [name.slice(2)] : []));
    const timed = (name: string) => ({
      count: Number(found[`n:${name}`]),
      seconds: Number(found[`ms:${name}`]) / 1000,
    });
    return Object.fromEntries(names.map((name) => [name, timed(name)]));
  }

  /**
   * The user's next turn. Turns are served in order, and each of a user's jobs takes the one after his last: with fifty
   * waiting, another's first comes after the one that is being served, not after the fifty.
   */
  private async nextTurn(user: string): Promise<number> {
    return (await this.run("takeTurn", [keys.turn, keys.turns, keys.open], [keys.user(user), highestTurn])) as number;
  }

  private run(name: Parameters<typeof runScript>[1], touched: string[], args: (string | number)[]): Promise<unknown> {
    return onRedis(() => runScript(this.redis, name, touched, args));
  }
}

/** The stage that a change has ended, with its milliseconds. */
function stagesEnded(before: Job, after: Job, milliseconds: number): [Stage, number][] {
  const left = before.status === "running" && after.stage !== before.stage;
  return left ? [[before.stage, Math.max(0, Math.round(milliseconds))]] : [];
}
