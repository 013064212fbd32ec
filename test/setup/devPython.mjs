/** pytest and ruff, in a folder beside the environment of users, which stays as users have it. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../bin/setup/lock.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { run } from "../../bin/setup/processes.mjs";
import { step } from "../../bin/setup/progress.mjs";
import { fileHash, readStamp, writeStamp } from "../../bin/setup/stamps.mjs";

/**
 * @typedef {object} DevPython
 * @property {string} modules For PYTHONPATH.
 * @property {string} ruff The path of the ruff program.
 */

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} python The environment with Manim.
 * @param {string} lockFile
 * @returns {Promise<DevPython>}
 */
export async function ensureDevPython(context, python, lockFile) {
  const modules = join(context.home, "python", "dev");
  const stamp = join(modules, "ready.json");
  const current = () => readStamp(stamp)["lockHash"] === fileHash(lockFile);
  const tools = { modules, ruff: join(modules, "bin", context.platform === "win32" ? "ruff.exe" : "ruff") };
  if (current() && existsSync(tools.ruff)) return tools;
  return withLock(context, join(context.home, "python", "dev.lock"), async (held) => {
    if (current() && existsSync(tools.ruff)) return tools;
    const draft = `${modules}.draft`;
    rmSync(draft, { recursive: true, force: true });
    const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
    const args = ["-I", "-m", "pip", "install", ...quiet, "--no-deps", "--target", draft, "-r", lockFile];
    const { code, tail } = await step(held.report, "Installing pytest and ruff", "a few seconds", (say) =>
      run(held, python, args, { onLine: say, timeout: 600_000 }),
    );
    if (code !== 0) {
      const fix = "Check the connection to the Python package index and start again.";
      throw new SetupProblem("setup-failed", "pytest and ruff could not be installed.", fix, { tail });
    }
    rmSync(modules, { recursive: true, force: true });
    renameSync(draft, modules);
    writeStamp(stamp, { lockHash: fileHash(lockFile) });
    return tools;
  });
}
