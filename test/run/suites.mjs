/** What each suite needs, how it is run, within which bound, and where its results are. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runBounded } from "./bounded.mjs";
import { readJunit, readMocha, readVitest } from "./results.mjs";
import { withSecondAttempt } from "./secondAttempt.mjs";

/**
 * @typedef {object} Outcome
 * @property {import("./results.mjs").TestResult[]} tests
 * @property {import("./bounded.mjs").BoundedResult} run
 * @property {string} log
 * @property {string[]} [notes] What is told though it fails nothing.
 */

/** @typedef {(machine: import("../setup/machine.mjs").TestMachine) => Promise<Outcome[]>} Suite */

/** @type {Record<string, Suite>} In the order of `npm test`, quick ones first. */
export const suites = {
  lint: async (machine) => {
    const node = await machine.node();
    const { ruff } = await machine.devPython();
    const bin = (/** @type {string[]} */ ...path) => join(machine.root, "node_modules", ...path);
    return [
      await lintWith(machine, "types", node, [bin("typescript", "bin", "tsc"), "--noEmit", "-p", "."]),
      await lintWith(machine, "eslint", node, [bin("eslint", "bin", "eslint.js"), "."]),
      await lintWith(machine, "prettier", node, [bin("prettier", "bin", "prettier.cjs"), "--check", "."]),
      await lintWith(machine, "ruff", ruff, ["check", join("server", "python")]),
      await lintWith(machine, "ruff-format", ruff, ["format", "--check", join("server", "python")]),
    ];
  },
  unit: async (machine) => [await vitestAttempts(machine, "unit", {})([], 10)],
  python: async (machine) => {
    const python = await machine.python();
    await machine.softwareGl();
    const { modules } = await machine.devPython();
    const env = await machine.environment({ PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: "1" });
    const attempt = (/** @type {string[]} */ files, /** @type {number} */ minutes) =>
      pytestAttempt(machine, python, env, minutes, files);
    // A soak audits every template, half a minute each, and counts each failure.
    return [process.env["MANIM_VIDEO_SOAK"] === "1" ? await attempt([], 40) : await withSecondAttempt(12, attempt)];
  },
  server: async (machine) => {
    const python = await machine.python();
    await machine.softwareGl();
    await machine.built();
    const more = {
      MANIM_VIDEO_DEFAULT_PYTHON: python,
      MANIM_VIDEO_TEST_S3: await machine.seaweedfs(),
      MANIM_VIDEO_TEST_REDIS: await machine.redis(),
      MANIM_VIDEO_TEST_SCHEMATHESIS: await machine.schemathesis(),
    };
    return [await withSecondAttempt(20, vitestAttempts(machine, "server", more))];
  },
  host: async (machine) => {
    const more = await hostVariables(machine);
    const inside = await insideHost(machine, "runSuite.mjs", 6, more);
    return [inside, await withSecondAttempt(20, vitestAttempts(machine, "host", more))];
  },
  electron: async (machine) => {
    await machine.testBundles();
    const more = { MANIM_VIDEO_DEFAULT_PYTHON: await machine.python() };
    return [await insideHost(machine, "runElectron.mjs", 10, more)];
  },
};

/** What `npm test` runs; the desktop editor can be downloaded only in some places. */
export const usualSuites = ["lint", "unit", "python", "server", "host"];

/** @param {import("../setup/machine.mjs").TestMachine} machine */
async function hostVariables(machine) {
  const variables = {
    MANIM_VIDEO_DEFAULT_PYTHON: await machine.python(),
    MANIM_VIDEO_TEST_CHROMIUM: await machine.chromium(),
    MANIM_VIDEO_TEST_VSCODE: await machine.vscodeHost(),
    MANIM_VIDEO_TEST_VSIX: await machine.vsix(),
  };
  await machine.testBundles();
  return variables;
}

/**
 * Runs a project's tests, or some files of it a second time.
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {string} project
 * @param {Record<string, string>} more
 * @returns {(files: string[], minutes: number) => Promise<import("./secondAttempt.mjs").Attempt>}
 */
function vitestAttempts(machine, project, more) {
  return async (files, minutes) => {
    const name = files.length === 0 ? project : `${project}-second`;
    const report = fresh(machine, `${name}.json`);
    const program = join(machine.root, "node_modules", "vitest", "vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const args = [program, "run", "--project", project, ...reporters, ...files];
    const env = await machine.environment({ ...more, CI: "true", NO_COLOR: "1" });
    const start = { command: await machine.node(), args, cwd: machine.root, env, minutes };
    return outcome(machine, name, start, () => readVitest(report));
  };
}

/**
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {string} python
 * @param {Record<string, string>} env
 * @param {number} minutes
 * @param {string[]} files Those alone, a second time; all where there are none.
 */
async function pytestAttempt(machine, python, env, minutes, files) {
  const name = files.length === 0 ? "python" : "python-second";
  const results = fresh(machine, `${name}.xml`);
  const args = ["-m", "pytest", "-p", "no:cacheprovider", "-q", `--junitxml=${results}`, ...files];
  const cwd = join(machine.root, "server", "python");
  return outcome(machine, name, { command: python, args, cwd, env, minutes }, () => readJunit(results));
}

/**
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {"runSuite.mjs" | "runElectron.mjs"} runner
 * @param {number} minutes
 * @param {Record<string, string>} more
 */
async function insideHost(machine, runner, minutes, more) {
  const name = runner === "runSuite.mjs" ? "host-mocha" : "electron-mocha";
  const results = fresh(machine, `${name}.json`);
  const env = await machine.environment({ ...more, MANIM_VIDEO_TEST_RESULTS: results });
  const args = [join(machine.root, "test", "host", runner)];
  const start = { command: await machine.node(), args, cwd: machine.root, env, minutes };
  return outcome(machine, name, start, () => readMocha(results));
}

/**
 * A linter counts as one test.
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 */
async function lintWith(machine, name, command, args) {
  const env = await machine.environment({ NO_COLOR: "1" });
  const { run, log } = await outcome(
    machine,
    `lint-${name}`,
    { command, args, cwd: machine.root, env, minutes: 4 },
    () => [],
  );
  const failed = run.code !== 0;
  /** @type {import("./results.mjs").TestResult} */
  const test = { name: `lint: ${name}`, state: failed ? "failed" : "passed", message: failed ? run.tail : "" };
  return { tests: [test], run, log };
}

/**
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {string} name
 * @param {Omit<Parameters<typeof runBounded>[0], "log" | "signal">} start
 * @param {() => import("./results.mjs").TestResult[]} read
 * @returns {Promise<Outcome>}
 */
async function outcome(machine, name, start, read) {
  const log = join(machine.root, "test-output", `${name}.log`);
  const minutes = Math.min(start.minutes, machine.minutesLeft());
  const run = await runBounded({ ...start, minutes, log, signal: machine.context.signal });
  return { tests: read(), run, log };
}

/**
 * @param {import("../setup/machine.mjs").TestMachine} machine
 * @param {string} name
 * @returns {string} A path in test-output with no file of an earlier run.
 */
function fresh(machine, name) {
  const file = join(machine.root, "test-output", name);
  mkdirSync(join(machine.root, "test-output"), { recursive: true });
  rmSync(file, { force: true });
  return file;
}
