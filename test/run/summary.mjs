/** Counts results and words them; a suite that crashed or ran nothing counts as a failure. */

/**
 * @typedef {object} Totals
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @returns {Totals} */
export function nothingYet() {
  return { passed: 0, failed: 0, skipped: 0 };
}

/**
 * @param {Totals} totals
 * @param {import("./suites.mjs").Outcome} outcome
 * @returns {string[]} What to print about it.
 */
export function addOutcome(totals, { tests, run, log, notes = [] }) {
  const count = (/** @type {string} */ state) => tests.filter((test) => test.state === state).length;
  const [passed, failed, skipped] = [count("passed"), count("failed"), count("skipped")];
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  const lines = tests
    .filter(({ state }) => state === "failed")
    .flatMap(({ name, message }) => [`FAILED ${name}`, ...indented(message, 15)]);
  const crash = crashReason(tests.length, failed, run);
  if (crash !== undefined) {
    totals.failed += 1;
    lines.push(`FAILED ${crash}`, ...indented(run.tail, 40));
  }
  const figures = `${passed} passed, ${failed + (crash === undefined ? 0 : 1)} failed`;
  for (const command of run.leftovers) lines.push(`left running, now ended: ${command.slice(0, 150)}`);
  lines.push(...notes);
  return [...lines, `  ${figures}${skipped > 0 ? `, ${skipped} skipped` : ""} in ${run.seconds} s (${log})`];
}

/**
 * @param {Totals} totals
 * @param {string} suite
 * @param {string[]} lines Why the suite could not begin.
 * @returns {string[]}
 */
export function addSetupFailure(totals, suite, lines) {
  totals.failed += 1;
  return [`FAILED ${suite}: setting it up`, ...lines.map((line) => `    ${line}`)];
}

/**
 * The last line of a run, read by machines.
 * @param {Totals} totals
 */
export function lastLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * @param {number} tests
 * @param {number} failed
 * @param {import("./bounded.mjs").BoundedResult} run
 */
function crashReason(tests, failed, { code }) {
  if (code === 124) return "ran past its bound and was ended";
  if (tests === 0) return `no tests were run (exit code ${code})`;
  if (code !== 0 && failed === 0) return `ended with exit code ${code} though no test failed`;
  return undefined;
}

/** Stack frames that say nothing about the project's own code. */
const insideTools = /^\s+at .*(node_modules|\(node:|new Promise \(<anonymous>\))/;

/**
 * @param {string} text
 * @param {number} most
 */
function indented(text, most) {
  const lines = text
    .trim()
    .split("\n")
    .filter((line) => !insideTools.test(line));
  const shown =
    lines.length > most ? [...lines.slice(0, most), `… ${lines.length - most} more lines in the log`] : lines;
  return shown.map((line) => `    ${line}`);
}
