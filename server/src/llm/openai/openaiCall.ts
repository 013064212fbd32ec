/** What every call of an OpenAI-compatible server shares: the key, bounded retries, and a time for each attempt. */
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { isLoopback, keySafeUrl } from "../gemini/baseUrl.js";
import { Deadline } from "../gemini/deadline.js";
import { withRetry, type Attempt, type Failure, type RetryLimits } from "../gemini/retry.js";
import { connectOpenAI, type OpenAIConnection } from "./openaiConnection.js";
import { explainOpenAI } from "./openaiErrors.js";

export const publicOpenAIUrl = "https://api.openai.com/v1";

/** The address to use; empty means OpenAI's own. Throws `setting-invalid` for one that a key must not be sent to. */
export function openaiBaseUrl(setting: string): string {
  if (setting.trim() === "") return publicOpenAIUrl;
  return keySafeUrl(setting, { provider: "OpenAI", setting: "openaiBaseUrl", environment: "OPENAI_BASE_URL" });
}

/** How a server is reached. */
export interface OpenAIAccess {
  /** Asked before each call; null when none is set, which a server on this machine may take. */
  key: () => Promise<string | null>;
  /** From {@link openaiBaseUrl}. */
  baseUrl: string;
  /** Milliseconds one attempt may take. */
  timeout: number;
  retry: RetryLimits;
}

export interface OpenAICallOptions {
  signal: AbortSignal;
  /** For messages. */
  model: string;
  missing?: Problem;
  /** Send it once only, whatever happens. */
  once?: boolean;
  /** Called immediately before each request goes out. */
  sending?: () => void;
  waiting?: (failure: Failure, delay: number) => void;
}

/** Runs `attempt` with a connection of its own each time. Never rejects; the key occurs in no failure. */
export async function callOpenAI<T>(
  access: OpenAIAccess,
  options: OpenAICallOptions,
  attempt: (connection: OpenAIConnection) => Promise<T>,
): Promise<Attempt<T>> {
  const { signal, once = false, sending, waiting = () => undefined, model, missing } = options;
  const { baseUrl, timeout } = access;
  let key: string | null;
  try {
    key = await usableKey(access);
  } catch (error) {
    const found =
      error instanceof ProblemError ? error.problem : problem("internal-error", "The API key could not be read.");
    return { ok: false, failure: { problem: found, attempts: 1 } };
  }
  const server = serverName(baseUrl);
  const tryOnce = async (): Promise<Attempt<T>> => {
    using deadline = new Deadline(signal, timeout);
    const connection = connectOpenAI({ key, baseUrl, signal: deadline.signal, sending });
    try {
      return { ok: true, value: await attempt(connection) };
    } catch (error) {
      const { observed } = connection;
      const state = { server, model, missing, key, timeout, observed };
      const ended = { cancelled: signal.aborted, timedOut: deadline.passed };
      return { ok: false, failure: explainOpenAI(error, { ...state, ...ended }) };
    }
  };
  return once ? tryOnce() : withRetry(tryOnce, access.retry, signal, waiting);
}

/** What users know the server by. */
export function serverName(baseUrl: string): string {
  return baseUrl === publicOpenAIUrl ? "OpenAI" : new URL(baseUrl).host;
}

/** Fit to be a header. Throws ProblemError without showing it. */
async function usableKey({ key: ask, baseUrl }: OpenAIAccess): Promise<string | null> {
  const key = (await ask())?.trim() ?? "";
  if (key === "") {
    if (isLoopback(baseUrl)) return null;
    const fix = "Set OPENAI_API_KEY, or use another provider.";
    throw new ProblemError(problem("key-missing", `${serverName(baseUrl)} needs an API key and none is set.`, { fix }));
  }
  if (/^[\x21-\x7e]{1,500}$/.test(key)) return key;
  throw new ProblemError(problem("key-rejected", "The OpenAI API key holds characters that no key has."));
}
