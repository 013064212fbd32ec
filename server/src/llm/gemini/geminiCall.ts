/** What every call of the Gemini API shares: the key, bounded retries, a time for each attempt, and its failure's name. */
import { problem, problemKinds, ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { Connection, Observed } from "./connection.js";
import type { Connections } from "./connections.js";
import { Deadline } from "./deadline.js";
import { explainFailure } from "./geminiErrors.js";
import { withRetry, type Attempt, type Failure, type RetryLimits } from "./retry.js";

/** How Gemini is reached. */
export interface GeminiAccess {
  /** Asked before each call; null when no key is set. Nothing keeps a copy. */
  key: () => Promise<string | null>;
  /** From {@link geminiBaseUrl}. */
  baseUrl: string;
  /** Milliseconds one attempt may take. */
  timeout: number;
  retry: RetryLimits;
  connections: Connections;
}

/** What one call is about. */
export interface CallOptions {
  signal: AbortSignal;
  /** For messages. */
  model: string;
  cache?: string;
  /** What a 404 means; that the model is unknown when absent. */
  missing?: Problem;
  /** Send it once only, whatever happens. */
  once?: boolean;
  waiting?: (failure: Failure, delay: number) => void;
}

/** Runs `attempt` with a connection of its own each time. Never rejects; the key occurs in no failure. */
export async function callGemini<T>(
  access: GeminiAccess,
  options: CallOptions,
  attempt: (connection: Connection) => Promise<T>,
): Promise<Attempt<T>> {
  const { signal, once = false, waiting = () => undefined, ...about } = options;
  const { baseUrl, timeout, connections } = access;
  let key: string;
  try {
    key = await usableKey(access.key);
  } catch (error) {
    const found =
      error instanceof ProblemError ? error.problem : problem("internal-error", "The API key could not be read.");
    return { ok: false, failure: { problem: found, attempts: 1 } };
  }
  const tryOnce = async (): Promise<Attempt<T>> => {
    using deadline = new Deadline(signal, timeout);
    let observed: Observed = {};
    try {
      const asked = { key, baseUrl, timeout, signal: deadline.signal };
      const value = await connections.use(asked, (connection) => {
        observed = connection.observed;
        return attempt(connection);
      });
      return { ok: true, value };
    } catch (error) {
      const state = { ...about, key, timeout, observed, cancelled: signal.aborted, timedOut: deadline.passed };
      const failure =
        error instanceof ProblemError ? { problem: error.problem, attempts: 1 } : explainFailure(error, state);
      return { ok: false, failure };
    }
  };
  return once ? tryOnce() : withRetry(tryOnce, access.retry, signal, waiting);
}

/** A failed call in the form of BatchProvider and ContextCaches. */
export function failedCall({ problem: found }: Failure): { ok: false; problem: Problem; retryable: boolean } {
  return { ok: false, problem: found, retryable: problemKinds[found.code].retryable };
}

/** The key, fit to be a header. Throws ProblemError without showing it: fetch's own error would quote it. */
async function usableKey(ask: GeminiAccess["key"]): Promise<string> {
  const key = (await ask())?.trim() ?? "";
  if (key === "") throw new ProblemError(problem("key-missing", "Gemini needs an API key and none is set."));
  if (/^[\x21-\x7e]{1,500}$/.test(key)) return key;
  throw new ProblemError(problem("key-rejected", "The Gemini API key holds characters that no key has."));
}
