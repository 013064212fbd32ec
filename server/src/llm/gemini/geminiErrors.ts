/** Turns whatever a Gemini request throws into a problem, and says how often it makes sense to send it. */
import { ApiError } from "@google/genai";
import { problem, type ProblemCode } from "../../../../protocol/problems.js";
import { readApiError, retryAfterDelay, type ApiErrorBody } from "./apiError.js";
import type { Observed } from "./connection.js";
import type { Failure } from "./retry.js";

/** Sends of one request, the first included. A request that ran out of time is long already: once more is enough. */
const attempts = { never: 1, timeout: 2, transient: 4 } as const;

export interface AttemptState {
  model: string;
  /** The user's signal was aborted. */
  cancelled: boolean;
  /** Our own time ran out, after so many milliseconds. */
  timedOut: boolean;
  timeout: number;
  observed: Observed;
  /** Never to occur in a message. */
  key: string;
}

/** What an error of one attempt means. The key does not occur in the result, whatever the error held. */
export function explainFailure(error: unknown, state: AttemptState): Failure {
  const failure = classify(error, state);
  return { ...failure, problem: { ...failure.problem, message: withoutKey(failure.problem.message, state.key) } };
}

/** Replaces a key wherever it stands in a text, as it is or as part of an address. */
export function withoutKey(text: string, key: string): string {
  if (key === "") return text;
  return text.replaceAll(key, "[key]").replaceAll(encodeURIComponent(key), "[key]");
}

function classify(error: unknown, state: AttemptState): Failure {
  if (state.cancelled) return failed("cancelled", "The request to Gemini was cancelled.", attempts.never);
  if (state.timedOut) {
    return failed("provider-timeout", `Gemini did not answer within ${duration(state.timeout)}.`, attempts.timeout);
  }
  // The key goes before the text is shortened, which could leave half of it.
  if (error instanceof ApiError)
    return fromStatus(error.status, readApiError(withoutKey(error.message, state.key)), state);
  const { status } = state.observed;
  // The error's body broke off or was not JSON, so all that is known is its status.
  if (status !== undefined && status >= 400) {
    return fromStatus(status, { message: "", status: "", reasons: [], quotas: [] }, state);
  }
  if (error instanceof SyntaxError) return unavailable("Gemini's answer was not JSON.");
  if (error instanceof TypeError || status !== undefined) return fromNetwork(error);
  return failed("internal-error", `The Gemini request failed: ${describe(error)}`, attempts.never);
}

function fromStatus(status: number, body: ApiErrorBody, state: AttemptState): Failure {
  const why = body.message === "" ? `HTTP status ${status}` : body.message;
  if (isKeyProblem(status, body)) return failed("key-rejected", `Gemini rejected the API key: ${why}`, attempts.never);
  switch (status) {
    case 404:
      return failed("model-unknown", `Gemini does not know the model ${state.model}: ${why}`, attempts.never);
    case 408:
    case 504:
      return failed("provider-timeout", `Gemini ran out of time (${status}): ${why}`, attempts.timeout);
    case 429:
      return rateLimited(why, body, state);
    default:
      if (status >= 500)
        return { ...unavailable(`Gemini answered with status ${status}: ${why}`), delay: askedDelay(body, state) };
      return failed("provider-refused", `Gemini refused the request (${status}): ${why}`, attempts.never);
  }
}

/** Google answers a bad key with 400, a missing or barred one with 403, and a bad token with 401. */
function isKeyProblem(status: number, body: ApiErrorBody): boolean {
  return (
    status === 401 || status === 403 || (status === 400 && body.reasons.some((reason) => reason.startsWith("API_KEY_")))
  );
}

/** A daily quota, or one of zero, is not there again after a wait that a job can sit through. */
function rateLimited(why: string, body: ApiErrorBody, state: AttemptState): Failure {
  const usedUp = body.quotas.some((quota) => /PerDay/i.test(quota)) || /\blimit: 0\b/.test(body.message);
  if (usedUp) {
    return {
      problem: problem("rate-limited", `Gemini's quota for ${state.model} is used up: ${why}`, {
        fix: "Wait for the quota's next day, use a key with billing, or choose another model; then resume the job.",
      }),
      attempts: attempts.never,
    };
  }
  const delay = askedDelay(body, state);
  const wish = delay === undefined ? "" : ` It asks to wait ${duration(delay)}.`;
  return { ...failed("rate-limited", `Gemini's rate limit is reached: ${why}${wish}`, attempts.transient), delay };
}

function askedDelay(body: ApiErrorBody, state: AttemptState): number | undefined {
  return body.retryDelay ?? retryAfterDelay(state.observed.retryAfter, Date.now());
}

const certificateCodes = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/;

/** fetch says only "fetch failed" or "terminated"; its cause has the reason. */
function fromNetwork(error: unknown): Failure {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? String(cause.code) : "";
  const reason = cause instanceof Error && cause.message !== "" ? cause.message : describe(error);
  if (/redirect/i.test(reason)) {
    return failed(
      "provider-refused",
      "The Gemini address answers with a redirect, which is not followed with a key.",
      attempts.never,
    );
  }
  if (certificateCodes.test(code)) {
    return failed(
      "provider-unavailable",
      `The connection to Gemini is not trusted: ${reason} (${code}).`,
      attempts.never,
    );
  }
  return unavailable(
    `The connection to Gemini failed: ${reason}${code === "" || reason.includes(code) ? "" : ` (${code})`}.`,
  );
}

function unavailable(message: string): Failure {
  return failed("provider-unavailable", message, attempts.transient);
}

function failed(code: ProblemCode, message: string, times: number): Failure {
  return { problem: problem(code, message), attempts: times };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Milliseconds as whole seconds in words, at least one. */
export function duration(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}
