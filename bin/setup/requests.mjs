/** Turns what the user typed into the arguments of dist/cli.mjs, and tells what they need to run. */

import { WrongUse } from "./problem.mjs";

/** docs and `manim-video --help` describe them; dist/cli.mjs refuses any other but `setup`, which is the launcher's. */
const commands = new Set([
  "setup",
  "generate",
  "check",
  "fix",
  "render",
  "doctor",
  "config",
  "jobs",
  "batch",
  "caches",
  "serve",
  "worker",
  "help",
]);
const withManim = new Set(["generate", "check", "fix", "render", "serve", "worker"]);
/** Actions on a job that go on rendering it. */
const jobActionsWithManim = new Set(["resume", "retry"]);

/**
 * @typedef {object} RunRequest Goes to dist/cli.mjs.
 * @property {"run"} kind
 * @property {string[]} args
 * @property {boolean} needsPython Whether the environment with Manim is to be set up first.
 */

/** @typedef {{ kind: "setup" }} SetupRequest Sets up the environment with Manim and does nothing else. */

/** @typedef {RunRequest | SetupRequest} Request */

/**
 * @param {string[]} typed What follows the program's name.
 * @param {import("./context.mjs").Environment} env
 * @returns {Request}
 * @throws {WrongUse}
 */
export function routeRequest(typed, env) {
  const args = typed[0] === "start" ? startArguments(typed.slice(1)) : typed;
  if (args.find((arg) => arg !== "--json") !== "setup")
    return { kind: "run", args, needsPython: usesManim(args) && !namesPython(args, env) };
  if (args.some(asksForHelp)) return { kind: "run", args: ["--help"], needsPython: false };
  const unknown = args.filter((arg) => arg !== "--json" && arg !== "setup");
  if (unknown.length > 0) throw new WrongUse(`setup takes no ${unknown.map((arg) => JSON.stringify(arg)).join(", ")}.`);
  return { kind: "setup" };
}

/**
 * Whether the answer is to be one JSON object.
 * @param {string[]} typed
 */
export function wantsJson(typed) {
  return options(typed).includes("--json");
}

/**
 * `npm start -- TOPIC` stands for `generate TOPIC`.
 * @param {string[]} rest
 * @returns {string[]}
 */
function startArguments(rest) {
  const [first] = rest;
  if (first === undefined || commands.has(first) || rest.some(asksForHelp)) return rest;
  return ["generate", ...rest];
}

/** @param {string[]} args */
function usesManim(args) {
  const [command = "", action = ""] = args;
  if (options(args).some(asksForHelp)) return false;
  return withManim.has(command) || (command === "jobs" && jobActionsWithManim.has(action));
}

/**
 * @param {string[]} args
 * @param {import("./context.mjs").Environment} env
 */
function namesPython(args, env) {
  if (env["MANIM_VIDEO_PYTHON"]) return true;
  return options(args).some((arg) => arg === "--python" || arg.startsWith("--python="));
}

/**
 * What follows `--` is text, not options.
 * @param {string[]} args
 */
function options(args) {
  const end = args.indexOf("--");
  return end === -1 ? args : args.slice(0, end);
}

/** @param {string} arg */
function asksForHelp(arg) {
  return arg === "--help" || arg === "-h" || arg === "--version";
}
