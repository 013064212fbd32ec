/** Runs a command and prints its answer, or the problem that kept it from one. */
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import { QuoteRefused } from "../quote.js";
import { printAnswer, type CommandAnswer } from "./answer.js";

export interface Answering {
  json: boolean;
  signal: AbortSignal;
  /** It runs until it is interrupted: that is how it ends well. */
  stays?: boolean;
}

/** The exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
export async function answering(
  command: string,
  { json, signal, stays = false }: Answering,
  work: () => Promise<CommandAnswer>,
): Promise<number> {
  try {
    const answer = await work();
    printAnswer(command, answer, json);
    if (signal.aborted && !stays) return 130;
    return answer.ok ? 0 : 1;
  } catch (error) {
    const known = problemOf(error, signal);
    const quote = error instanceof QuoteRefused ? { quote: error.quote } : {};
    printAnswer(command, { ok: false, problems: [known], lines: [], ...quote }, json);
    if (signal.aborted) return 130;
    return known.code === "usage" || known.code === "setting-invalid" ? 2 : 1;
  }
}

/** What an interrupt cut off is cancelled; anything else that we did not expect is our own mistake. */
function problemOf(error: unknown, interrupted: AbortSignal): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (interrupted.aborted && error instanceof Error && error.name === "AbortError")
    return problem("cancelled", "Cancelled.");
  return problem("internal-error", error instanceof Error ? (error.stack ?? error.message) : String(error));
}
