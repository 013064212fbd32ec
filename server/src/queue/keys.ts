/** The names of what lies in Redis. The braces keep all of it, and BullMQ's own keys, in one slot of a Redis Cluster. */
import { createHash } from "node:crypto";

/** Before every key, BullMQ's included. */
export const prefix = "{manim-video}";

/** BullMQ's queue of all tasks. */
export const queueName = "work";

const key = (...parts: string[]): string => [prefix, ...parts].join(":");

export const keys = {
  /** Hash: request, snapshot, version, attempt, user, tag, and the claims of its tasks. */
  job: (id: string): string => key("job", id),
  /** Stream of what happened: entry `<seq + 1>-0`. */
  journal: (id: string): string => key("journal", id),
  /** Hash of a job's requests that may still be billed. */
  pending: (id: string): string => key("pending", id),
  /** Sorted set of a user's jobs; its members sort by time. */
  user: (user: string): string => key("user", hashed(user)),
  /** Hash: the job of an idempotency key, and the hash of what was asked with it. */
  idempotency: (user: string, name: string): string => key("idempotency", hashed(user), hashed(name)),
  /** Set of the jobs that have not ended. */
  open: key("open"),
  /** Hash: how many jobs have each status. */
  counts: key("counts"),
  /** Hash: for each stage how often it has ended (`n:`) and its milliseconds in all (`ms:`). */
  stages: key("stages"),
  /** The turn that is being served, and the last one that each user has. */
  turn: key("turn"),
  turns: key("turns"),
  /** When the next request may go to a model. */
  rate: (model: string): string => key("rate", model),
  /** Held by the one process that looks for tasks that were lost. */
  tidying: key("tidying"),
  /** Channel: ids of jobs that have changed. */
  changed: key("changed"),
};

/** A user's name or key may be anything, of any length, and is nobody's business in a dump. */
function hashed(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
