#!/usr/bin/env node
// The launcher: sets up what is missing, then runs dist/cli.mjs; `setup` alone only sets up Manim. It depends on nothing but Node 18 or newer.
import { realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt } from "./setup/build.mjs";
import { setupContext } from "./setup/context.mjs";
import { explainFailure, untilInterrupted } from "./setup/interruption.mjs";
import { launch } from "./setup/launch.mjs";
import { ensureNodePackages, isClone } from "./setup/nodePackages.mjs";
import { ensureNode } from "./setup/nodeRuntime.mjs";
import { linesTo } from "./setup/progress.mjs";
import { readyPython } from "./setup/managedPython.mjs";
import { ensurePython } from "./setup/python.mjs";
import { routeRequest, wantsJson } from "./setup/requests.mjs";

// npx starts this file through a link in node_modules/.bin.
const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const requirements = join(root, "server", "python", "requirements.lock");

/** @param {AbortSignal} signal */
const context = (signal) => setupContext(linesTo(process.stderr), signal);

/**
 * What the command line needs to run.
 * @param {import("./setup/requests.mjs").RunRequest} request
 * @param {AbortSignal} signal
 */
async function setUp(request, signal) {
  const here = context(signal);
  if (isClone(root)) await ensureNodePackages(here, root);
  const node = await ensureNode(here, root);
  const cli = await ensureBuilt(here, root, node);
  const python = request.needsPython ? await ensurePython(here, requirements) : readyPython(here, requirements);
  return { node, cli, python };
}

/**
 * @param {string[]} typed
 * @returns {Promise<number>} The exit code: 0 done, 1 failed, 2 wrong use, 130 interrupted.
 */
async function main(typed) {
  const json = wantsJson(typed);
  let command = typed.find((word) => !word.startsWith("-")) ?? "";
  try {
    const request = routeRequest(typed, process.env);
    if (request.kind === "setup") {
      const python = await untilInterrupted((signal) => ensurePython(context(signal), requirements, { inspect: true }));
      answer(json ? { ok: true, command: "setup", problems: [], python } : `Manim is ready: ${python}`);
      return 0;
    }
    command = request.args.find((word) => !word.startsWith("-")) ?? "";
    const { node, cli, python } = await untilInterrupted((signal) => setUp(request, signal));
    const env = python === undefined ? process.env : { ...process.env, MANIM_VIDEO_DEFAULT_PYTHON: python };
    return await launch(node, [cli, ...request.args], env);
  } catch (error) {
    const { lines, problem, exitCode } = explainFailure(error);
    for (const line of lines) process.stderr.write(`manim-video: ${line}\n`);
    if (json) answer({ ok: false, command, problems: [problem] });
    return exitCode;
  }
}

/** @param {object | string} value One line on standard output. */
function answer(value) {
  process.stdout.write(`${typeof value === "string" ? value : JSON.stringify(value)}\n`);
}

process.exitCode = await main(process.argv.slice(2));
