/** Runs a program under our Node once everything it needs is set up: by default all that drives a real VS Code. */
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setupContext } from "../../bin/setup/context.mjs";
import { explainFailure, Interrupted, untilInterrupted } from "../../bin/setup/interruption.mjs";
import { linesTo } from "../../bin/setup/progress.mjs";
import { testMachine } from "../setup/machine.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * @typedef {object} Needs
 * @property {boolean} [python] An environment with Manim.
 * @property {boolean} [host] A VS Code, a browser and the packaged extension.
 * @property {boolean} [services] A Redis and an S3 server.
 * @property {boolean} [nginx]
 * @property {string[]} [args] What follows the file on its command line.
 * @property {Record<string, string>} [env]
 */

/**
 * @param {string} file A module; it finds in its environment what the host tests find in theirs.
 * @param {Needs} [needs]
 * @returns {Promise<number>} Its exit code, or the one of a set-up that failed.
 */
export async function runPrepared(file, needs = { python: true, host: true }) {
  try {
    return await untilInterrupted((signal) => start(file, needs, signal));
  } catch (error) {
    process.stderr.write(
      explainFailure(error)
        .lines.map((line) => `${line}\n`)
        .join(""),
    );
    return error instanceof Interrupted ? error.exitCode : 1;
  }
}

/**
 * @param {string} file
 * @param {Needs} needs
 * @param {AbortSignal} signal
 * @returns {Promise<number>}
 */
async function start(
  file,
  { python = false, host = false, services = false, nginx = false, args = [], env: more = {} },
  signal,
) {
  const machine = testMachine(setupContext(linesTo(process.stderr), signal), root);
  const env = await machine.environment({
    ...(python && { MANIM_VIDEO_DEFAULT_PYTHON: await machine.python() }),
    ...(host && {
      MANIM_VIDEO_TEST_CHROMIUM: await machine.chromium(),
      MANIM_VIDEO_TEST_VSCODE: await machine.vscodeHost(),
      MANIM_VIDEO_TEST_VSIX: await machine.vsix(),
    }),
    ...(services && {
      MANIM_VIDEO_TEST_REDIS: await machine.redis(),
      MANIM_VIDEO_TEST_S3: await machine.seaweedfs(),
    }),
    ...(nginx && { MANIM_VIDEO_TEST_NGINX: await machine.nginx() }),
    ...more,
  });
  signal.throwIfAborted();
  const child = spawn(await machine.node(), [file, ...args], { cwd: root, env, stdio: "inherit" });
  // It closes its editor, and is waited for.
  signal.addEventListener("abort", () => child.kill("SIGTERM"));
  return new Promise((done, fail) => child.on("error", fail).on("close", (code) => done(code ?? 1)));
}
