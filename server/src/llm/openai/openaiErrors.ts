/** Turns whatever a request to an OpenAI-compatible server throws into a problem, and says how often to send it. */
import { APIConnectionError, APIError } from "openai";
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { ownEnd, type Ended } from "../attempts/call.js";
import { duration, oneLine, withoutKey } from "../attempts/errorText.js";
import { attempts, failed, unavailable, type Failure } from "../attempts/failure.js";
import { networkFailure } from "../attempts/networkErrors.js";
import { retryAfterDelay, type Observed } from "../attempts/observed.js";

export interface OpenAIAttemptState extends Ended {
  /** The server as the user knows it: `OpenAI`, or its host. */
  server: string;
  model: string;
  observed: Observed;
  /** What a 404 means; the unknown model when absent. */
  missing?: Problem;
  /** Never to occur in a message; null when none is used. */
  key: string | null;
}

export function openaiKeyMissing(message: string): Problem {
  return problem("key-missing", message, { fix: "Set OPENAI_API_KEY, or use another provider." });
}

/** What an error of one attempt means. The key does not occur in the result. */
export function explainOpenAI(error: unknown, state: OpenAIAttemptState): Failure {
  const failure = classify(error, state);
  const message = withoutKey(failure.problem.message, state.key ?? "");
  return { ...failure, status: state.observed.status, problem: { ...failure.problem, message } };
}

/** What the transport threw, below the SDK's wrapping. */
export function transportError(error: unknown): unknown {
  return error instanceof APIConnectionError && error.cause !== undefined ? error.cause : error;
}

function classify(error: unknown, state: OpenAIAttemptState): Failure {
  const { server } = state;
  const thrown = transportError(error);
  if (thrown instanceof ProblemError) return { problem: thrown.problem, attempts: attempts.never };
  const ended = ownEnd(server, state);
  if (ended !== null) return ended;
  const refusal: APIError | null = error instanceof APIError ? error : null;
  if (refusal !== null && typeof refusal.status === "number") {
    // Only the server knows what it has not: a page of somebody between says nothing.
    if (refusal.status === 404 && state.missing !== undefined && typeof refusal.error !== "object")
      return unavailable(`The address of ${server} answered with status 404.`);
    // The key goes before the text is shortened, which could leave half of it.
    const why = oneLine(withoutKey(reasonOf(refusal), state.key ?? ""));
    return fromStatus(refusal.status, why, refusal.code ?? "", state);
  }
  const { status } = state.observed;
  if (status !== undefined && status >= 400) return fromStatus(status, `HTTP status ${status}`, "", state);
  if (error instanceof SyntaxError) return unavailable(`The answer of ${server} was not JSON.`);
  return networkFailure(server, thrown);
}

/** The server's own message, where it is one; the SDK's begins with the status. */
function reasonOf(error: APIError): string {
  const body: unknown = error.error;
  const message = typeof body === "object" && body !== null && "message" in body ? body.message : body;
  return typeof message === "string" && message !== "" ? message : error.message;
}

/** What a status means, of a request or of one answer in a batch. */
export function fromStatus(status: number, why: string, code: string, state: OpenAIAttemptState): Failure {
  const { server } = state;
  switch (status) {
    case 401:
    case 403:
      if (state.key === null)
        return { problem: openaiKeyMissing(`${server} needs an API key: ${why}`), attempts: attempts.never };
      return failed("key-rejected", `${server} rejected the API key: ${why}`, attempts.never);
    case 404:
      if (state.missing !== undefined) return { problem: state.missing, attempts: attempts.never };
      return failed("model-unknown", `${server} does not know the model ${state.model}: ${why}`, attempts.never);
    case 408:
    case 504:
      return failed("provider-timeout", `${server} ran out of time (${status}): ${why}`, attempts.timeout);
    case 413:
      return failed("request-too-large", `${server} does not take so much: ${why}`, attempts.never);
    case 429:
      return rateLimited(why, code, state);
    default:
      if (status >= 500) {
        const delay = retryAfterDelay(state.observed.retryAfter, Date.now());
        return { ...unavailable(`${server} answered with status ${status}: ${why}`), delay };
      }
      if (code === "context_length_exceeded") return failed("request-too-large", `${server}: ${why}`, attempts.never);
      return failed("provider-refused", `${server} refused the request (${status}): ${why}`, attempts.never);
  }
}

function rateLimited(why: string, code: string, state: OpenAIAttemptState): Failure {
  if (code === "insufficient_quota") {
    const fix = "Add credit at the provider, or choose another model; then resume the job.";
    const message = `The quota of ${state.server} is used up: ${why}`;
    return { problem: problem("rate-limited", message, { fix }), attempts: attempts.never };
  }
  const delay = retryAfterDelay(state.observed.retryAfter, Date.now());
  const wish = delay === undefined ? "" : ` It asks to wait ${duration(delay)}.`;
  const message = `The rate limit of ${state.server} is reached: ${why}${wish}`;
  return { ...failed("rate-limited", message, attempts.transient), delay };
}
