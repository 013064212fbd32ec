/** An interrupted set-up ends its tools before the process goes. */

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
 * What to print when the set-up did not finish: what happened, what the tool said last, what to do.
 * @param {unknown} error
 * @returns {{ lines: string[], exitCode: number }}
 */
export function explainFailure(error) {
  if (error instanceof Interrupted) return { lines: [error.message], exitCode: error.exitCode };
  if (!(error instanceof Error)) return { lines: [String(error)], exitCode: 1 };
  const tail = "tail" in error && typeof error.tail === "string" && error.tail !== "" ? error.tail.split("\n") : [];
  const fix = "fix" in error && typeof error.fix === "string" ? [error.fix] : [];
  const told = fix.length > 0 ? error.message : `Setting up did not finish: ${error.stack ?? error.message}`;
  return { lines: [...tail.map((line) => `  | ${line}`), told, ...fix], exitCode: 1 };
}
