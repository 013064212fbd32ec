/** Python programs that tests run, in folders beside the environment of users, which stays as users have it. */
import { renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../../bin/setup/lock.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { run } from "../../bin/setup/processes.mjs";
import { step } from "../../bin/setup/progress.mjs";
import { fileHash, readStamp, writeStamp } from "../../bin/setup/stamps.mjs";

/** @typedef {import("../../bin/setup/context.mjs").SetupContext} SetupContext */

/**
 * pytest and ruff.
 * @param {SetupContext} context
 * @param {string} python The environment with Manim.
 * @param {string} lockFile
 * @returns {Promise<{ modules: string, ruff: string }>} The folder for PYTHONPATH, and the ruff program.
 */
export async function ensureDevPython(context, python, lockFile) {
  const modules = await ensureModules(context, python, { folder: "dev", lockFile, what: "pytest and ruff" });
  return { modules, ruff: join(modules, "bin", context.platform === "win32" ? "ruff.exe" : "ruff") };
}

/**
 * @param {SetupContext} context
 * @param {string} python
 * @returns {Promise<string>} The folder for PYTHONPATH.
 */
export function ensureSchemathesis(context, python) {
  const lockFile = join(dirname(fileURLToPath(import.meta.url)), "schemathesis.lock");
  return ensureModules(context, python, { folder: "schemathesis", lockFile, what: "Schemathesis" });
}

/**
 * @param {SetupContext} context
 * @param {string} python
 * @param {{ folder: string, lockFile: string, what: string }} wanted
 */
async function ensureModules(context, python, { folder, lockFile, what }) {
  const modules = join(context.home, "python", folder);
  const stamp = join(modules, "ready.json");
  const current = () => readStamp(stamp)["lockHash"] === fileHash(lockFile);
  if (current()) return modules;
  return withLock(context, join(context.home, "python", `${folder}.lock`), async (held) => {
    if (current()) return modules;
    const draft = `${modules}.draft`;
    rmSync(draft, { recursive: true, force: true });
    const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
    const args = ["-I", "-m", "pip", "install", ...quiet, "--no-deps", "--target", draft, "-r", lockFile];
    const { code, tail } = await step(held.report, `Installing ${what}`, "a few seconds", (say) =>
      run(held, python, args, { onLine: say, timeout: 600_000 }),
    );
    if (code !== 0) {
      const fix = "Check the connection to the Python package index and start again.";
      throw new SetupProblem("setup-failed", `${what} could not be installed.`, fix, { tail });
    }
    rmSync(modules, { recursive: true, force: true });
    renameSync(draft, modules);
    writeStamp(stamp, { lockHash: fileHash(lockFile) });
    return modules;
  });
}
