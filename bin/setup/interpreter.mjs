/** Chooses the Python that the environment is made from. */
import { run, which } from "./processes.mjs";

/**
 * @typedef {object} Interpreter
 * @property {string} path
 * @property {string} version
 * @property {boolean} venv Whether it can make an environment with pip in it.
 * @property {boolean} headers Whether C extensions can be built for it.
 * @property {boolean} debian Whether it came as a Debian package.
 */

/**
 * @typedef {object} Choice
 * @property {Interpreter} [best] The most complete one that is new enough.
 * @property {Interpreter[]} found All that started, too old ones included.
 */

const oldestMajor = 3;
const oldestMinor = 11;

const question = `
import importlib.util, json, os, sys, sysconfig
print(json.dumps({
    "path": sys.executable,
    "version": ".".join(map(str, sys.version_info[:3])),
    "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")),
    "headers": os.path.exists(os.path.join(sysconfig.get_paths()["include"], "Python.h")),
}))`;

/**
 * @param {import("./context.mjs").SetupContext} context
 * @returns {Promise<Choice>}
 */
export async function chooseInterpreter(context) {
  /** @type {Interpreter[]} */
  const found = [];
  for (const [command, ...args] of candidates(context)) {
    const interpreter = await ask(context, command, args);
    if (interpreter === undefined || found.some(({ path }) => path === interpreter.path)) continue;
    found.push(interpreter);
    if (isNewEnough(interpreter.version) && interpreter.venv && interpreter.headers)
      return { best: interpreter, found };
  }
  const usable = found.filter(({ version }) => isNewEnough(version));
  return { best: usable.find(({ venv }) => venv) ?? usable[0], found };
}

/**
 * @param {string} version
 * @returns {boolean}
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/**
 * Several places may have the same name: a version manager's comes before the system's and may have none of them.
 * @param {import("./context.mjs").SetupContext} context
 * @returns {[string, ...string[]][]}
 */
function candidates({ env, platform }) {
  /** @type {[string, ...string[]][]} */
  const commands = [];
  if (platform === "win32") {
    const launcher = which("py", env);
    if (launcher !== undefined) commands.push([launcher, "-3"]);
  }
  for (const name of ["python3.13", "python3.12", "python3.11", "python3", "python"]) {
    const first = which(name, env);
    if (first !== undefined) commands.push([first]);
    const system = `/usr/bin/${name}`;
    const systemOnPath = (env["PATH"] ?? "").split(":").includes("/usr/bin");
    if (platform !== "win32" && systemOnPath && first !== system) commands.push([system]);
  }
  return commands;
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<Interpreter | undefined>}
 */
async function ask(context, command, args) {
  const { code, stdout } = await run(context, command, [...args, "-I", "-c", question], { timeout: 20_000 });
  if (code !== 0) return undefined;
  try {
    const answer = JSON.parse(stdout);
    return { ...answer, debian: /^\/usr\/bin\//.test(answer.path) };
  } catch {
    return undefined;
  }
}
