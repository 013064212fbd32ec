/**
 * The commands that stay: `serve` and `worker`. A program of its own (dist/service.mjs), so that the others start without
 * what these need; it has its own engine, since nothing but what was typed crosses from one to the other.
 */
import { answering } from "./answering.js";
import type { CommandAnswer } from "./answer.js";
import type { Arguments } from "./arguments.js";
import { openEngine } from "./openEngine.js";
import { serve } from "./serve.js";
import { worker } from "./worker.js";

/** Runs until the signal aborts; the exit code. */
export function runService(typed: Arguments, signal: AbortSignal): Promise<number> {
  const work = (): Promise<CommandAnswer> =>
    typed.command === "serve" ? serve(typed, signal) : working(typed, signal);
  return answering(typed.command, { json: typed.json, signal, stays: true }, work);
}

async function working(typed: Arguments, signal: AbortSignal): Promise<CommandAnswer> {
  const engine = openEngine(typed);
  try {
    return await worker({ engine, typed, signal });
  } finally {
    await engine.dispose();
  }
}
