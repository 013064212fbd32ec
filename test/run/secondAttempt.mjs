/** Files of tests in a real editor, run once more in a fresh one where they failed; a file that fails twice fails. */
import { basename } from "node:path";
import { fileStates, readVitest } from "./results.mjs";

/** More files than these do not fail by chance. */
const mostRetried = 3;

/**
 * @typedef {object} Attempt
 * @property {import("./bounded.mjs").BoundedResult} run
 * @property {string} log
 * @property {string} report Vitest's, as JSON.
 */

/**
 * @param {number} minutes For both attempts together.
 * @param {(files: string[], minutes: number) => Promise<Attempt>} attempt Runs these files, or all where there are none.
 * @returns {Promise<import("./suites.mjs").Outcome>}
 */
export async function withSecondAttempt(minutes, attempt) {
  const first = await attempt([], minutes);
  const failed = [...fileStates(first.report)].flatMap(([file, state]) => (state === "failed" ? [file] : []));
  // An error outside of tests is no file's: to run files again would hide it.
  const isOnlyTests = first.run.code !== 124 && !/^\s*Errors\s+\d+ error/m.test(first.run.tail);
  if (failed.length === 0 || failed.length > mostRetried || !isOnlyTests)
    return { tests: readVitest(first.report), run: first.run, log: first.log };
  const second = await attempt(failed, minutes - first.run.seconds / 60);
  const states = fileStates(second.report);
  const lost = readVitest(first.report).filter(({ state }) => state === "failed");
  return {
    tests: [...readVitest(first.report, failed), ...readVitest(second.report)],
    run: {
      ...second.run,
      seconds: first.run.seconds + second.run.seconds,
      leftovers: [...first.run.leftovers, ...second.run.leftovers],
    },
    log: second.log,
    notes: [
      ...failed.map((file) => `${states.get(file) ?? "not finished"} at the second attempt: ${basename(file)}`),
      ...lost.map(({ name, message }) => `at the first attempt: ${name}: ${message.split("\n", 1)[0]} (${first.log})`),
    ],
  };
}
