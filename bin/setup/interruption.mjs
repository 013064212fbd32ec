/** An interrupted set-up ends its tools before the process goes, and any that failed says why. */
import { SetupProblem, WrongUse } from "./problem.mjs";

/**
 * @template T
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Interrupted} When a signal asked the process to end.
 */
export async function untilInterrupted(work) {
  const controller = new AbortController();
  const onInterrupt = () => controller.abort(new Interrupted(130));
  const onTerminate = () => controller.abort(new Interrupted(143));
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  process.on("SIGHUP", onTerminate);
  try {
    return await work(controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onTerminate);
    process.off("SIGHUP", onTerminate);
  }
}

/** The user or the system ended the set-up. */
export class Interrupted extends Error {
  /** @param {number} exitCode */
  constructor(exitCode) {
    super("Interrupted; finished steps are kept.");
    this.name = "Interrupted";
    this.exitCode = exitCode;
  }
}

/**
 * @typedef {object} Failure
 * @property {string[]} lines For a person: what the tool said last, what happened, what to do.
 * @property {{ code: string, severity: "error" | "information", message: string, fix: string }} problem As protocol/problems.ts has it.
 * @property {number} exitCode
 */

/**
 * How a set-up that did not finish is told, in the words and with the exit codes of the command line.
 * @param {unknown} error
 * @returns {Failure}
 */
export function explainFailure(error) {
  if (error instanceof Interrupted) {
    const problem = /** @type {const} */ ({ code: "cancelled", severity: "information", message: error.message });
    return { lines: [error.message], problem: { ...problem, fix: "Start again to go on." }, exitCode: error.exitCode };
  }
  if (error instanceof SetupProblem || error instanceof WrongUse) {
    const { code, message, fix } = error;
    const tail = error instanceof SetupProblem && error.tail !== "" ? error.tail.split("\n") : [];
    const lines = [...tail.map((line) => `  | ${line}`), `error ${code}: ${message}`, `    ${fix}`];
    return { lines, problem: { code, severity: "error", message, fix }, exitCode: code === "usage" ? 2 : 1 };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const fix = "Please report it with these lines.";
  const problem = /** @type {const} */ ({ code: "internal-error", severity: "error", message, fix });
  return { lines: [`error internal-error: ${message}`, `    ${fix}`], problem, exitCode: 1 };
}
