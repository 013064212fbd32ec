/** Turns what the user typed into the arguments of dist/cli.mjs, and tells what they need to run. */

/** docs and `manim-video --help` describe them; dist/cli.mjs refuses any other. */
const commands = new Set([
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
 * @typedef {object} Request
 * @property {string[]} args For dist/cli.mjs.
 * @property {boolean} needsPython Whether the environment with Manim is to be set up first.
 */

/**
 * @param {string[]} typed What follows the program's name.
 * @param {import("./context.mjs").Environment} env
 * @returns {Request}
 */
export function routeRequest(typed, env) {
  const args = typed[0] === "start" ? startArguments(typed.slice(1)) : typed;
  return { args, needsPython: usesManim(args) && !namesPython(args, env) };
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
