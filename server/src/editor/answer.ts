import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Answer } from "../../../protocol/server.js";

/** Runs the work of a request; a ProblemError becomes the problem that the other side shows. */
export async function answer<T>(work: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    return { ok: false, problem: problem("internal-error", error instanceof Error ? error.message : String(error)) };
  }
}
