/** One request to a provider: attempts that each have a time of their own, as many as their failures allow. */
import type { GenerateRequest } from "../generate.js";
import { Deadline } from "./deadline.js";
import { duration } from "./errorText.js";
import { attempts, failed, type Failure } from "./failure.js";
import { withRetry, type Attempt, type RetryLimits } from "./retry.js";

export interface CallLimits {
  /** Milliseconds one attempt may take. */
  timeout: number;
  retry: RetryLimits;
}

export interface CallOptions {
  signal: AbortSignal;
  /** Send it once only, whatever happens. */
  once?: boolean;
  waiting?: (failure: Failure, delay: number) => void;
}

/** Whether we ended an attempt ourselves, and why. */
export interface Ended {
  /** The user's signal was aborted. */
  cancelled: boolean;
  /** Our own time ran out, after so many milliseconds. */
  timedOut: boolean;
  timeout: number;
}

/** Runs `attempt` with a signal that ends it; `explain` says what it rejected with. Never rejects. */
export function callProvider<T>(
  { timeout, retry }: CallLimits,
  { signal, once = false, waiting = () => undefined }: CallOptions,
  attempt: (ends: AbortSignal) => Promise<T>,
  explain: (error: unknown, ended: Ended) => Failure,
): Promise<Attempt<T>> {
  const tryOnce = async (): Promise<Attempt<T>> => {
    // Not `using`: each request of thousands would pay for its lowered form.
    const deadline = new Deadline(signal, timeout);
    try {
      return { ok: true, value: await attempt(deadline.signal) };
    } catch (error) {
      const ended = { cancelled: signal.aborted, timedOut: deadline.passed, timeout };
      return { ok: false, failure: explain(error, ended) };
    } finally {
      deadline.dispose();
    }
  };
  return once ? tryOnce() : withRetry(tryOnce, retry, signal, waiting);
}

/** Tells whoever asked that the request waits before it is sent again. */
export function toldWaiting({ report, label }: GenerateRequest): NonNullable<CallOptions["waiting"]> {
  return ({ problem: { message } }, delay) => report?.(`${message} Trying again in ${duration(delay)} (${label}).`);
}

/** What our own end of an attempt means; null when we did not end it. `server` is whom the user knows. */
export function ownEnd(server: string, { cancelled, timedOut, timeout }: Ended): Failure | null {
  if (cancelled) return failed("cancelled", `The request to ${server} was cancelled.`, attempts.never);
  if (!timedOut) return null;
  const message = `${server} did not answer within ${duration(timeout)}.`;
  return failed("provider-timeout", message, attempts.timeout);
}
