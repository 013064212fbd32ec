/** Connections to Redis, and what goes wrong on them in the product's words. */
import { Redis } from "ioredis";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { untilAborted } from "../untilAborted.js";

/** Milliseconds that Redis has for an answer to a question of ours. */
const answerBound = 3000;

const retryStrategy = (times: number): number => Math.min(times * 100, 1000);
const everyConnection = { connectTimeout: 3000, retryStrategy, enableReadyCheck: true };

/** For questions that somebody waits for: they fail soon where Redis is down, and it is tried again meanwhile. */
export function openRedis(url: string): Redis {
  return quiet(new Redis(address(url), { ...everyConnection, commandTimeout: answerBound, maxRetriesPerRequest: 1 }));
}

/** For subscriptions and BullMQ's workers, which wait as long as it takes. */
export function openPatientRedis(url: string): Redis {
  return quiet(new Redis(address(url), { ...everyConnection, maxRetriesPerRequest: null }));
}

/** Whoever asks is told; an error event without a listener would be written to standard error as well. */
function quiet(redis: Redis): Redis {
  redis.on("error", () => undefined);
  return redis;
}

/** Throws ProblemError `setting-invalid`; the message does not repeat the address, which may hold a password. */
function address(url: string): string {
  const scheme = URL.canParse(url) ? new URL(url).protocol : "";
  if (scheme === "redis:" || scheme === "rediss:") return url;
  throw new ProblemError(problem("setting-invalid", "The queue's address has to be like redis://127.0.0.1:6379."));
}

/** Asks Redis. Throws ProblemError `queue-unavailable` for whatever Redis or the way to it has to say. */
export async function onRedis<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw new ProblemError(problem("queue-unavailable", wordsFor(error)), { cause: error });
  }
}

/** The library's own words are about its options. */
function wordsFor(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  if (/max retries|command timed out|connection is closed|ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/i.test(why))
    return "Redis does not answer.";
  return `Redis answers with an error: ${why}`;
}

/** Whether waiting for Redis may help. */
export const isOutage = (error: unknown): boolean =>
  error instanceof ProblemError && error.problem.code === "queue-unavailable";

/**
 * Throws ProblemError `queue-unavailable` when Redis does not answer, and `queue-evicts` when it may throw away what it
 * holds once its memory is full: jobs would vanish. INFO is asked since managed servers often refuse CONFIG.
 */
export async function requireUsable(redis: Redis, signal: AbortSignal): Promise<void> {
  const memory = await onRedis(() => untilAborted(redis.info("memory"), signal));
  const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1] ?? "noeviction";
  if (policy !== "noeviction")
    throw new ProblemError(problem("queue-evicts", `Redis has maxmemory-policy ${policy}; noeviction is needed.`));
}
