/** How the server answers the client's requests: with a value, or with the problem that prevented it. */
import type { z } from "zod";
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

/** Answers a request whose parameters have this shape; any others are a fault of the client's, and named as such. */
export function answerTo<P, T>(shape: z.ZodType<P>, given: unknown, work: (params: P) => T | Promise<T>) {
  return answer(() => work(checked(shape, given)));
}

/** The parameters, if they have this shape. Throws ProblemError. */
export function checked<P>(shape: z.ZodType<P>, given: unknown): P {
  const parsed = shape.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "parameters"}: ${message}`);
  throw new ProblemError(problem("internal-error", `A request has the wrong form. ${faults.join("; ")}.`));
}
