/** The command line: reads what was typed, runs it on the engine, and answers in words or as one JSON object. */
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import { readArguments, usageText, type Arguments } from "./arguments.js";
import { batch } from "./batch/batch.js";
import { caches } from "./caches.js";
import { check } from "./check.js";
import { config } from "./config.js";
import { doctor } from "./doctor.js";
import { fix } from "./fix.js";
import { generate } from "./generate.js";
import { jobs } from "./jobs.js";
import { printAnswer, type CommandAnswer } from "./answer.js";
import { render } from "./render.js";
import { worker } from "./worker.js";
import { openEngine } from "./openEngine.js";
import { QuoteRefused } from "../quote.js";
import type { CommandContext } from "./context.js";

const commands: Record<Arguments["command"], (context: CommandContext) => Promise<CommandAnswer>> = {
  generate,
  check,
  fix,
  render,
  doctor,
  config,
  jobs,
  batch,
  caches,
  worker,
};

/** They run until they are interrupted: that is how they end well. */
const services: ReadonlySet<string> = new Set(["worker"]);

/** Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
async function main(words: string[]): Promise<number> {
  const json = words.includes("--json");
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupted.abort());
  let command = words[0] ?? "";
  try {
    const typed = readArguments(words);
    if (typed === "help") {
      process.stdout.write(usageText);
      return 0;
    }
    command = typed.command;
    const engine = openEngine(typed);
    try {
      const answer = await commands[typed.command]({ engine, typed, signal: interrupted.signal });
      printAnswer(command, answer, json);
      if (interrupted.signal.aborted && !services.has(typed.command)) return 130;
      return answer.ok ? 0 : 1;
    } finally {
      await engine.dispose();
    }
  } catch (error) {
    const known = problemOf(error, interrupted.signal);
    const quote = error instanceof QuoteRefused ? { quote: error.quote } : {};
    printAnswer(command, { ok: false, problems: [known], lines: [], ...quote }, json);
    if (interrupted.signal.aborted) return 130;
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

process.exitCode = await main(process.argv.slice(2));
