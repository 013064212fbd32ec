/** How an attempt at a request failed, in the form that all providers share. */
import { problem, problemKinds, type Problem, type ProblemCode } from "../../../../protocol/problems.js";
import type { GenerateOutcome } from "../generate.js";

/** Why an attempt failed, and how often the same request may be sent for such a failure, the first time included. */
export interface Failure {
  problem: Problem;
  attempts: number;
  /** What the server asked to wait, in milliseconds. */
  delay?: number;
  /** HTTP status of the answer; absent where none came. */
  status?: number;
}

/** Sends of one request, the first included. A request that ran out of time is long already: once more is enough. */
export const attempts = { never: 1, timeout: 2, transient: 4 } as const;

export function failed(code: ProblemCode, message: string, times: number): Failure {
  return { problem: problem(code, message), attempts: times };
}

export function unavailable(message: string): Failure {
  return failed("provider-unavailable", message, attempts.transient);
}

/** A failed call in the form of BatchProvider and ContextCaches. */
export function failedCall({ problem: found }: Failure): { ok: false; problem: Problem; retryable: boolean } {
  return { ok: false, problem: found, retryable: problemKinds[found.code].retryable };
}

/** A problem as the outcome of a request. */
export function failedOutcome(found: Problem): GenerateOutcome {
  return { kind: "failed", problem: found, retryable: problemKinds[found.code].retryable };
}
