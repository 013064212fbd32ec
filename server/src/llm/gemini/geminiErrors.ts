/** Turns whatever a Gemini request throws into a problem, and says how often it makes sense to send it. */
import { ApiError } from "@google/genai";
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { ownEnd, type Ended } from "../attempts/call.js";
import { duration, withoutKey } from "../attempts/errorText.js";
import { attempts, failed, unavailable, type Failure } from "../attempts/failure.js";
import { networkFailure } from "../attempts/networkErrors.js";
import { retryAfterDelay, type Observed } from "../attempts/observed.js";
import { readApiError, type ApiErrorBody } from "./apiError.js";

export interface AttemptState extends Ended {
  model: string;
  observed: Observed;
  /** The context cache that the request names. */
  cache?: string;
  /** What it means when the server knows no such thing; the unknown model when absent. */
  missing?: Problem;
  /** Never to occur in a message. */
  key: string;
}

/** What an error of one attempt means. The key does not occur in the result, whatever the error held. */
export function explainFailure(error: unknown, state: AttemptState): Failure {
  const failure = classify(error, state);
  const status = error instanceof ApiError ? error.status : state.observed.status;
  const message = withoutKey(failure.problem.message, state.key);
  return { ...failure, status, problem: { ...failure.problem, message } };
}

/** What an error means that the provider wrote into one answer of a batch. `code` is HTTP's or gRPC's. */
export function explainAnswerError(code: number, message: string, model: string): Problem {
  const statuses = [200, 500, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401];
  const body = { message, status: "", reasons: [], quotas: [] };
  const state = { model, cancelled: false, timedOut: false, timeout: 0, observed: {}, key: "", cache: "" };
  return fromStatus(statuses[code] ?? code, body, state).problem;
}

function classify(error: unknown, state: AttemptState): Failure {
  if (error instanceof ProblemError) return { problem: error.problem, attempts: attempts.never };
  const ended = ownEnd("Gemini", state);
  if (ended !== null) return ended;
  // The key goes before the text is shortened, which could leave half of it.
  if (error instanceof ApiError)
    return fromStatus(error.status, readApiError(withoutKey(error.message, state.key)), state);
  const { status } = state.observed;
  // The error's body broke off or was not JSON, so all that is known is its status.
  if (status !== undefined && status >= 400) {
    return fromStatus(status, { message: "", status: "", reasons: [], quotas: [] }, state);
  }
  if (error instanceof SyntaxError) return unavailable("Gemini's answer was not JSON.");
  if (error instanceof TypeError || status !== undefined) return networkFailure("Gemini", error);
  return failed("internal-error", `The Gemini request failed: ${describe(error)}`, attempts.never);
}

function fromStatus(status: number, body: ApiErrorBody, state: AttemptState): Failure {
  const why = body.message === "" ? `HTTP status ${status}` : body.message;
  // Google answers 403 also for what is not there any more.
  const gone = status === 404 || (status === 403 && /not found|not exist/i.test(why));
  if (gone && state.cache !== undefined && /cached ?content/i.test(why)) {
    const name = state.cache === "" ? "that the request names" : state.cache;
    return failed("cache-missing", `Gemini has no context cache ${name}: ${why}`, attempts.never);
  }
  if (gone && state.missing !== undefined) {
    // Only Google knows what it has not: a page of somebody between says nothing.
    if (body.status === "") return unavailable(`Gemini's address answered with status ${status}: ${why}`);
    return { problem: state.missing, attempts: attempts.never };
  }
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

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
