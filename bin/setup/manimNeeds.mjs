/** What has to be on the machine before pip can install Manim. */
import { SetupProblem } from "./problem.mjs";
import { chooseInterpreter } from "./interpreter.mjs";
import { run, which } from "./processes.mjs";
import { installCommand, installSystemPackages } from "./systemPackages.mjs";

/**
 * Finds a complete interpreter and the libraries that pycairo and ManimPango are built with, installing what may be.
 * @param {import("./context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of the interpreter to make an environment from.
 */
export async function ensureManimNeeds(context) {
  let { best, found } = await chooseInterpreter(context);
  const packages = [...pythonPackages(context, best, found.length > 0), ...(await buildPackages(context))];
  if (packages.length > 0) {
    if (which("bwrap", context.env) === undefined) packages.push("bubblewrap");
    await installSystemPackages(context, packages, "Manim needs system packages");
    ({ best, found } = await chooseInterpreter(context));
  }
  if (best !== undefined && best.venv) return best.path;
  throw interpreterProblem(context, best, found);
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @returns {Promise<string[]>} Debian packages that are missing for building, or that macOS's Homebrew stands for.
 */
export async function buildPackages(context) {
  const { env, platform } = context;
  if (platform === "win32") return [];
  const pkgConfig = which("pkg-config", env);
  const has = async (/** @type {string} */ library) =>
    pkgConfig !== undefined && (await run(context, pkgConfig, ["--exists", library], { timeout: 10_000 })).code === 0;
  const missing = [];
  if (which("cc", env) === undefined) missing.push("build-essential");
  if (pkgConfig === undefined) missing.push("pkg-config");
  if (!(await has("cairo"))) missing.push("libcairo2-dev");
  if (!(await has("pangocairo"))) missing.push("libpango1.0-dev");
  return missing;
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {import("./interpreter.mjs").Interpreter | undefined} best
 * @param {boolean} anyFound
 * @returns {string[]} Debian packages that complete Debian's own Python.
 */
function pythonPackages({ platform }, best, anyFound) {
  if (platform !== "linux") return [];
  if (best === undefined) return anyFound ? [] : ["python3", "python3-venv", "python3-dev"];
  if (!best.debian) return [];
  const name = `python${best.version.split(".").slice(0, 2).join(".")}`;
  return [...(best.venv ? [] : [`${name}-venv`]), ...(best.headers ? [] : [`${name}-dev`])];
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {import("./interpreter.mjs").Interpreter | undefined} best
 * @param {import("./interpreter.mjs").Interpreter[]} found
 */
function interpreterProblem(context, best, found) {
  const install =
    context.platform === "linux"
      ? `Run: ${installCommand(context, ["python3", "python3-venv", "python3-dev"])}`
      : `Install Python 3.13 from https://www.python.org/downloads${context.platform === "darwin" ? " or with brew install python@3.13" : ""} and start again.`;
  if (best !== undefined) {
    return new SetupProblem(
      "python-missing",
      `${best.path} has no venv or ensurepip module, so no environment can be made with it.`,
      install,
    );
  }
  const newest = found[0];
  if (newest === undefined)
    return new SetupProblem("python-missing", "Python was not found; Manim needs Python 3.11 or newer.", install);
  const message = `Manim needs Python 3.11 or newer; ${newest.path} is ${newest.version}.`;
  return new SetupProblem(
    "python-too-old",
    message,
    "Install Python 3.11 or newer and start again, or name one with --python.",
  );
}
