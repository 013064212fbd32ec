/** The command line: reads what was typed, runs it on the engine, and answers in words or as one JSON object. */
import { answering } from "./answering.js";
import { isService, readArguments, usage, usageText, type Arguments } from "./arguments.js";
import { batch } from "./batch/batch.js";
import { caches } from "./caches.js";
import { check } from "./check.js";
import { config } from "./config.js";
import { doctor } from "./doctor.js";
import { fix } from "./fix.js";
import { generate } from "./generate.js";
import { jobs } from "./jobs.js";
import type { CommandAnswer } from "./answer.js";
import { render } from "./render.js";
import { openEngine } from "./openEngine.js";
import type { CommandContext } from "./context.js";
import type * as Service from "./service.js";

type Command = Exclude<Arguments["command"], "serve" | "worker">;
const commands: Record<Command, (context: CommandContext) => Promise<CommandAnswer>> = {
  generate,
  check,
  fix,
  render,
  doctor,
  config,
  jobs,
  batch,
  caches,
};

/** Exit codes: 0 done, 1 failed, 2 wrong use, 130 interrupted. */
async function main(words: string[]): Promise<number> {
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interrupted.abort());
  const { signal } = interrupted;
  const answered = { json: words.includes("--json"), signal };
  let typed: Arguments | "help";
  try {
    typed = readArguments(words);
    if (typed !== "help" && isService(typed)) return await (await loadService()).runService(typed, signal);
  } catch (error) {
    return answering(words[0] ?? "", answered, () => Promise.reject(asError(error)));
  }
  if (typed === "help") {
    process.stdout.write(usageText);
    return 0;
  }
  const { command } = typed;
  return answering(command, answered, () => onEngine(typed, commands[command as Command], signal));
}

async function loadService(): Promise<typeof Service> {
  try {
    return await import("./service.js");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // A package that is missing is another matter.
    if (code !== "ERR_MODULE_NOT_FOUND" || !message.includes("service.mjs")) throw error;
    throw usage("serve and worker are not in the editor's package; in a clone: npm start -- serve");
  }
}

async function onEngine(
  typed: Arguments,
  command: (context: CommandContext) => Promise<CommandAnswer>,
  signal: AbortSignal,
): Promise<CommandAnswer> {
  const engine = openEngine(typed);
  try {
    return await command({ engine, typed, signal });
  } finally {
    await engine.dispose();
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

process.exitCode = await main(process.argv.slice(2));
