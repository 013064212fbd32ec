/** Runs the npm that belongs to this Node, without a shell. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { SetupProblem } from "./problem.mjs";
import { run, which } from "./processes.mjs";

/** What an outer `npm start` leaves in the environment and an inner npm would take as its own orders. */
const foreign =
  /^npm_(package_|lifecycle_|config_(global|prefix|local_prefix|dry_run|json|omit|include|only|production|package|call)$)/i;

/**
 * @typedef {object} NpmOptions
 * @property {(line: string) => void} say
 * @property {string} what What is being installed, for a message.
 * @property {import("./context.mjs").Environment} [env]
 * @property {string} [node] The Node that npm and install scripts run under, if not this one.
 */

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} folder Where npm works.
 * @param {string[]} args
 * @param {NpmOptions} options
 */
export async function npm(context, folder, args, { say, what, env = context.env, node = process.execPath }) {
  const script = npmScript(context.env);
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name) && name !== "NODE_ENV"));
  const [command, first] = script === undefined ? [which("npm", env), []] : [node, [script]];
  if (command === undefined) {
    throw new SetupProblem(
      "setup-failed",
      "npm was not found.",
      "Install Node.js with npm from https://nodejs.org and start again.",
    );
  }
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const result = await run(context, command, [...first, ...args, ...quiet], { cwd: folder, env: own, onLine: say });
  if (result.code === 0) return;
  if (/ENOSPC/.test(result.tail))
    throw new SetupProblem("disk-full", `The disk is full: ${folder}.`, "Free about 1 GB and start again.");
  const fix = `Check the connection to the npm registry and start again, or run: cd ${folder} && npm ${args.join(" ")}`;
  throw new SetupProblem("setup-failed", `${what} could not be installed (npm ended with ${result.code}).`, fix, {
    tail: result.tail,
  });
}

/** @param {import("./context.mjs").Environment} env */
function npmScript(env) {
  const besideNode = dirname(process.execPath);
  const places = [
    env["npm_execpath"] ?? "",
    join(besideNode, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    join(besideNode, "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  return places.find((place) => place.endsWith("npm-cli.js") && existsSync(place));
}
