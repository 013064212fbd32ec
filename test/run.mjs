// `npm test`: sets up what the suites need, runs them one after the other, ends with `N passed, N failed`.
// `node test/run.mjs unit server` runs only those named.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setupContext } from "../bin/setup/context.mjs";
import { explainFailure, Interrupted, untilInterrupted } from "../bin/setup/interruption.mjs";
import { linesTo } from "../bin/setup/progress.mjs";
import { suites, usualSuites } from "./run/suites.mjs";
import { addOutcome, addSetupFailure, lastLine, nothingYet } from "./run/summary.mjs";
import { testMachine } from "./setup/machine.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const print = (/** @type {string[]} */ lines) => process.stdout.write(lines.map((line) => `${line}\n`).join(""));

/**
 * @param {string[]} names
 * @param {AbortSignal} signal
 */
async function runSuites(names, signal) {
  const machine = testMachine(setupContext(linesTo(process.stderr), signal), root);
  const totals = nothingYet();
  for (const name of names) {
    print([`== ${name}`]);
    try {
      const outcomes = (await suites[name]?.(machine)) ?? [];
      for (const outcome of outcomes) print(addOutcome(totals, outcome));
    } catch (error) {
      signal.throwIfAborted();
      print(addSetupFailure(totals, name, explainFailure(error).lines));
    }
  }
  print([lastLine(totals)]);
  return totals.failed === 0 && totals.passed > 0 ? 0 : 1;
}

const typed = process.argv.slice(2);
const unknown = typed.filter((name) => !Object.hasOwn(suites, name));
if (unknown.length > 0) {
  process.stderr.write(`There is no suite ${unknown.join(", ")}; there are ${Object.keys(suites).join(", ")}.\n`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await untilInterrupted((signal) => runSuites(typed.length > 0 ? typed : usualSuites, signal));
  } catch (error) {
    print([...explainFailure(error).lines]);
    process.exitCode = error instanceof Interrupted ? error.exitCode : 1;
  }
}
