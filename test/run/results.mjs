/** Reads what the test tools write, as one list of tests. */
import { readFileSync, statSync } from "node:fs";

/**
 * @typedef {object} TestResult
 * @property {string} name
 * @property {"passed" | "failed" | "skipped"} state
 * @property {string} message Why it failed.
 */

/**
 * Vitest's JSON report. A file that could not be loaded has no tests of its own and counts as one that failed.
 * @param {string} file
 * @param {string[]} without Files of tests that are not asked for.
 * @returns {TestResult[]}
 */
export function readVitest(file, without = []) {
  return testFiles(file).flatMap((testFile) => {
    if (without.includes(testFile.name)) return [];
    const tests = testFile.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName,
      state: test.status === "passed" || test.status === "failed" ? test.status : "skipped",
      message: (test.failureMessages ?? []).join("\n"),
    }));
    const unloaded =
      testFile.status === "failed" && !tests.some((/** @type {TestResult} */ { state }) => state === "failed");
    return unloaded ? [...tests, { name: testFile.name, state: "failed", message: testFile.message }] : tests;
  });
}

/**
 * @param {string} file Vitest's JSON report.
 * @returns {Map<string, "passed" | "failed">} Of each file of tests; one that could not be loaded has failed.
 */
export function fileStates(file) {
  return new Map(testFiles(file).map(({ name, status }) => [name, status]));
}

/**
 * @param {string} file
 * @returns {any[]}
 */
function testFiles(file) {
  return readJson(file)?.testResults ?? [];
}

/**
 * The list that the suite inside the editor writes, see test/host/suite/index.ts.
 * @param {string} file
 * @returns {TestResult[]}
 */
export function readMocha(file) {
  return (readJson(file) ?? []).map((/** @type {any} */ { title, state, error }) => ({
    name: title,
    state: state === "pending" ? "skipped" : state,
    message: error ?? "",
  }));
}

/**
 * The JUnit report of pytest. An error while a module is collected or a fixture made counts as a failed test.
 * @param {string} file
 * @returns {TestResult[]}
 */
export function readJunit(file) {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return [];
  const cases = readFileSync(file, "utf8").matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g);
  return [...cases].map(([, attributes = "", body = ""]) => {
    const failure = /<(?:failure|error)\b([^>]*)>([\s\S]*?)<\/(?:failure|error)>/.exec(body);
    const name = `${attribute(attributes, "classname")} ${attribute(attributes, "name")}`.trim();
    if (failure !== null) return { name, state: "failed", message: unescapeXml(failure[2] ?? "") };
    return { name, state: /<skipped\b/.test(body) ? "skipped" : "passed", message: "" };
  });
}

/**
 * @param {string} attributes
 * @param {string} name
 */
function attribute(attributes, name) {
  return unescapeXml(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? "");
}

/** @param {string} text */
function unescapeXml(text) {
  const plain = text.replace(/&#(x?)([0-9a-fA-F]+);/g, (_, hex, code) =>
    String.fromCodePoint(parseInt(code, hex === "x" ? 16 : 10)),
  );
  return plain
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
