/** Bounded retry of one request. The SDKs' own retries are off: they ignore the server's delay or network failures. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Failure } from "./failure.js";

export interface RetryLimits {
  /** Of the first wait without a server's wish; each further one is twice as long. */
  firstDelay: number;
  /** Longest single wait in milliseconds; a server that asks for more ends the request. */
  longestDelay: number;
}

export const defaultRetryLimits: RetryLimits = { firstDelay: 1000, longestDelay: 60_000 };

export type Attempt<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Runs `attempt` until it succeeds, its failure allows no further one, or the signal is aborted. */
export async function withRetry<T>(
  attempt: () => Promise<Attempt<T>>,
  limits: RetryLimits,
  signal: AbortSignal,
  waiting: (failure: Failure, delay: number) => void,
): Promise<Attempt<T>> {
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    if (result.ok || signal.aborted || tries >= result.failure.attempts) return result;
    const delay = result.failure.delay ?? backoff(tries, limits);
    if (delay > limits.longestDelay) return result;
    waiting(result.failure, delay);
    // An abort ends the wait; the next attempt then sees the signal and answers `cancelled`.
    await sleep(delay, undefined, { signal }).catch(() => undefined);
  }
}

/** Doubles with each try; up to half is random, so that scenes refused together do not come back together. */
function backoff(tries: number, limits: RetryLimits): number {
  const full = Math.min(limits.longestDelay, limits.firstDelay * 2 ** (tries - 1));
  return full * (0.5 + Math.random() / 2);
}
