/** Reads what the test tools write, as one list of tests. */
import { readFileSync, statSync } from "node:fs";

/**
 * @typedef {object} TestResult
 * @property {string} name
 * @property {"passed" | "failed" | "skipped"} state
 * @property {string} message Why it failed.
 * @property {string} [file] Where it is written, as its tool takes it; none where the tool does not say.
 */

/**
 * Vitest's JSON report. A file that could not be loaded has no tests of its own and counts as one that failed.
 * @param {string} report
 * @returns {TestResult[]}
 */
export function readVitest(report) {
  return (readJson(report)?.testResults ?? []).flatMap((/** @type {any} */ testFile) => {
    const file = testFile.name;
    const tests = testFile.assertionResults.map((/** @type {any} */ test) => ({
      name: test.fullName,
      state: test.status === "passed" || test.status === "failed" ? test.status : "skipped",
      message: (test.failureMessages ?? []).join("\n"),
      file,
    }));
    const unloaded =
      testFile.status === "failed" && !tests.some((/** @type {TestResult} */ { state }) => state === "failed");
    return unloaded ? [...tests, { name: file, state: "failed", message: testFile.message, file }] : tests;
  });
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
    const module = attribute(attributes, "classname");
    const name = `${module} ${attribute(attributes, "name")}`.trim();
    const file = module === "" ? {} : { file: `${module.replaceAll(".", "/")}.py` };
    if (failure !== null) return { name, state: "failed", message: unescapeXml(failure[2] ?? ""), ...file };
    return { name, state: /<skipped\b/.test(body) ? "skipped" : "passed", message: "", ...file };
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
