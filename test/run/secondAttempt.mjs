/** Files of tests on real processes, run once more by themselves where they failed; a file that fails twice fails. */
import { basename } from "node:path";

/** More files than these do not fail by chance. */
const mostRetried = 3;

/** @typedef {import("./results.mjs").TestResult} TestResult */

/**
 * @typedef {object} Attempt
 * @property {import("./bounded.mjs").BoundedResult} run
 * @property {string} log
 * @property {TestResult[]} tests
 */

/**
 * @param {number} minutes For both attempts together.
 * @param {(files: string[], minutes: number) => Promise<Attempt>} attempt Runs these files, or all where there are none.
 * @returns {Promise<import("./suites.mjs").Outcome>}
 */
export async function withSecondAttempt(minutes, attempt) {
  const first = await attempt([], minutes);
  const lost = first.tests.filter(isFailed);
  const failed = [...new Set(lost.map(({ file }) => file))].filter((file) => file !== undefined);
  // An error outside of tests is no file's: to run files again would hide it.
  const isOnlyTests =
    first.run.code !== 124 &&
    lost.every(({ file }) => file !== undefined) &&
    !/^\s*Errors\s+\d+ error/m.test(first.run.tail);
  if (failed.length === 0 || failed.length > mostRetried || !isOnlyTests) return first;
  const second = await attempt(failed, minutes - first.run.seconds / 60);
  const kept = first.tests.filter(({ file }) => file === undefined || !failed.includes(file));
  return {
    tests: [...kept, ...second.tests],
    run: {
      ...second.run,
      seconds: first.run.seconds + second.run.seconds,
      leftovers: [...first.run.leftovers, ...second.run.leftovers],
    },
    log: second.log,
    notes: [
      ...failed.map((file) => `${stateOf(file, second.tests)} at the second attempt: ${basename(file)}`),
      ...lost.map(({ name, message }) => `at the first attempt: ${name}: ${reason(message)} (${first.log})`),
    ],
  };
}

/** @param {TestResult} test */
function isFailed({ state }) {
  return state === "failed";
}

/**
 * @param {string} file
 * @param {TestResult[]} tests
 */
function stateOf(file, tests) {
  const own = tests.filter((test) => test.file === file);
  if (own.length === 0) return "not finished";
  return own.some(isFailed) ? "failed" : "passed";
}

/**
 * The line of a failure that says most: pytest marks it, other tools begin with it.
 * @param {string} message
 */
function reason(message) {
  return (/^E +(.+)$/m.exec(message)?.[1] ?? message.split("\n", 1)[0] ?? "").slice(0, 300);
}
