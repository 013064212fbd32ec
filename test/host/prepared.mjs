/** Runs a program that drives a real VS Code, once everything it needs is set up. */
import { spawn } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { setupContext } from "../../bin/setup/context.mjs";
import { explainFailure, Interrupted, untilInterrupted } from "../../bin/setup/interruption.mjs";
import { linesTo } from "../../bin/setup/progress.mjs";
import { testMachine } from "../setup/machine.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * @param {string} file An .mjs file; it finds in its environment what the host tests find in theirs.
 * @returns {Promise<number>} Its exit code, or the one of a set-up that failed.
 */
export async function runPrepared(file) {
  try {
    return await untilInterrupted((signal) => start(file, signal));
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
 * @param {AbortSignal} signal
 * @returns {Promise<number>}
 */
async function start(file, signal) {
  const machine = testMachine(setupContext(linesTo(process.stderr), signal), root);
  const env = await machine.environment({
    MANIM_VIDEO_DEFAULT_PYTHON: await machine.python(),
    MANIM_VIDEO_TEST_CHROMIUM: await machine.chromium(),
    MANIM_VIDEO_TEST_VSCODE: await machine.vscodeHost(),
    MANIM_VIDEO_TEST_VSIX: await machine.vsix(),
  });
  signal.throwIfAborted();
  const child = spawn(await machine.node(), [file], { cwd: root, env, stdio: "inherit" });
  // It closes its editor, and is waited for.
  signal.addEventListener("abort", () => child.kill("SIGTERM"));
  return new Promise((done, fail) => child.on("error", fail).on("close", (code) => done(code ?? 1)));
}
