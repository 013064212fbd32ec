#!/usr/bin/env node
// The launcher: sets up what is missing, then runs dist/cli.mjs. It depends on nothing but Node 18 or newer.
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
import { ensurePython, readyPython } from "./setup/python.mjs";
import { routeRequest } from "./setup/requests.mjs";

// npx starts this file through a link in node_modules/.bin.
const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const requirements = join(root, "server", "python", "requirements.lock");

/**
 * @param {import("./setup/requests.mjs").Request} request
 * @param {AbortSignal} signal
 */
async function setUp(request, signal) {
  const context = setupContext(linesTo(process.stderr), signal);
  if (isClone(root)) await ensureNodePackages(context, root);
  const node = await ensureNode(context, root);
  const cli = await ensureBuilt(context, root, node);
  const python = request.needsPython ? await ensurePython(context, requirements) : readyPython(context, requirements);
  return { node, cli, python };
}

try {
  const request = routeRequest(process.argv.slice(2), process.env);
  const { node, cli, python } = await untilInterrupted((signal) => setUp(request, signal));
  const env = python === undefined ? process.env : { ...process.env, MANIM_VIDEO_DEFAULT_PYTHON: python };
  process.exitCode = await launch(node, [cli, ...request.args], env);
} catch (error) {
  const { lines, exitCode } = explainFailure(error);
  for (const line of lines) process.stderr.write(`manim-video: ${line}\n`);
  process.exitCode = exitCode;
}
