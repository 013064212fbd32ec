/**
 * The Python environment with Manim, made once per user under HOME/python/venv. Used by the launcher, and bundled by
 * the extension for its doctor: nothing here ends the process or depends on where this file lies.
 */
import { existsSync, rmSync } from "node:fs";
import { absentRequirements } from "./environmentContents.mjs";
import { withLock } from "./lock.mjs";
import { managedPlaces, readyPython } from "./managedPython.mjs";
import { ensureManimNeeds } from "./manimNeeds.mjs";
import { SetupProblem } from "./problem.mjs";
import { run } from "./processes.mjs";
import { step } from "./progress.mjs";
import { fileHash, writeStamp } from "./stamps.mjs";

/**
 * Makes the environment or completes it, whatever state an earlier set-up left it in.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} lockFile The pinned requirements.
 * @param {{ inspect?: boolean }} [how] `inspect` looks into an environment that counts as finished as well: whoever
 *   asks for the set-up by name may do so because it was damaged since.
 * @returns {Promise<string>} The path of an interpreter that has Manim.
 * @throws {SetupProblem} With what the user can do.
 */
export async function ensurePython(context, lockFile, { inspect = false } = {}) {
  const { venv, python, stamp, lock } = managedPlaces(context);
  const finished = () => (inspect ? undefined : readyPython(context, lockFile));
  const ready = finished();
  if (ready !== undefined) return ready;
  const env = ownEnvironment(context.env);
  return withLock({ ...context, env }, lock, async (held) => {
    const madeMeanwhile = finished();
    if (madeMeanwhile !== undefined) return madeMeanwhile;
    rmSync(stamp, { force: true });
    let absent = existsSync(python) ? await absentRequirements(held, python, lockFile) : undefined;
    if (absent === undefined || absent.length > 0) {
      const base = await ensureManimNeeds(held);
      if (absent === undefined) await makeEnvironment(held, base, venv);
      await installRequirements(held, python, lockFile);
      absent = await absentRequirements(held, python, lockFile);
      if (absent === undefined || absent.length > 0) {
        const message = `Some Python packages are not complete in ${venv}: ${(absent ?? ["pip"]).join(", ")}.`;
        throw new SetupProblem("setup-failed", message, "Start again to install them anew.");
      }
    }
    await compile(held, python, venv);
    await tryManim(held, python);
    writeStamp(stamp, { lockHash: fileHash(lockFile), python });
    return python;
  });
}

/**
 * Variables that point Python or pip at another environment are left out.
 * @param {import("./context.mjs").Environment} env
 * @returns {import("./context.mjs").Environment}
 */
function ownEnvironment(env) {
  const foreign = new Set([
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
    "VIRTUAL_ENV",
  ]);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.has(name)));
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} base
 * @param {string} venv
 */
async function makeEnvironment(context, base, venv) {
  await step(context.report, "Making a Python environment", `${base}, a few seconds`, async (say) => {
    const { code, tail } = await run(context, base, ["-I", "-m", "venv", "--clear", venv], {
      onLine: say,
      timeout: 300_000,
    });
    if (code === 0) return;
    failOnFullDisk(tail, venv);
    throw new SetupProblem(
      "setup-failed",
      `${base} could not make an environment in ${venv}.`,
      "Correct what it says and start again.",
      { tail },
    );
  });
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} python
 * @param {string} lockFile
 */
async function installRequirements(context, python, lockFile) {
  await step(context.report, "Installing Manim and its packages", "about a minute", async (say) => {
    const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off", "--no-compile"];
    // Debian 12's pip would else install what comes as source without a list of its files.
    const args = ["-I", "-m", "pip", "install", "--use-pep517", ...quiet, "-r", lockFile];
    const { code, tail } = await run(context, python, args, {
      onLine: pipNews(say),
      timeout: 1_800_000,
    });
    if (code === 0) return;
    failOnFullDisk(tail, lockFile);
    const fix = "Check the connection to the Python package index and start again: what is done is kept.";
    throw new SetupProblem("setup-failed", `Manim could not be installed (pip ended with ${code}).`, fix, { tail });
  });
}

/**
 * Turns pip's lines into what a person waiting wants to know: which package, and what takes so long.
 * @param {(detail: string) => void} say
 * @returns {(line: string) => void}
 */
function pipNews(say) {
  let name = "";
  return (line) => {
    const collecting = /^Collecting ([\w.-]+)/.exec(line);
    if (collecting !== null) say((name = collecting[1] ?? ""));
    else if (/^Installing collected packages/.test(line)) say("writing files");
    else if (/^\s+(Installing build dependencies|Getting requirements|Preparing metadata)/.test(line))
      say(`${name}: preparing to build`);
    else if (/Building wheel for/.test(line)) say(`building ${/Building wheel for (\S+)/.exec(line)?.[1] ?? ""}`);
  };
}

/**
 * @param {string} tail
 * @param {string} place
 */
function failOnFullDisk(tail, place) {
  if (/No space left on device|ENOSPC/.test(tail))
    throw new SetupProblem("disk-full", `The disk is full: ${place}.`, "Free about 1 GB and start again.");
}

/**
 * Scenes run as another user who may not write here, and would compile every module again at each start.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} python
 * @param {string} venv
 */
async function compile(context, python, venv) {
  // Its exit code tells of templates in packages that are not meant to be Python.
  await step(context.report, "Compiling Python packages", "a few seconds", (say) =>
    run(context, python, ["-I", "-m", "compileall", "-q", "-j", "0", venv], { onLine: say, timeout: 600_000 }),
  );
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} python
 */
async function tryManim(context, python) {
  const { code, tail } = await run(context, python, ["-I", "-c", "import manim, manim.mobject.text.typst_mobject"], {
    timeout: 300_000,
  });
  if (code === 0) return;
  throw new SetupProblem(
    "setup-failed",
    "Manim is installed but cannot be started.",
    "Correct what Python says and start again.",
    { tail },
  );
}
