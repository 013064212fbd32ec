/** dist/ is made anew when a source is newer than what it was made from. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { cloneLock, isClone } from "./nodePackages.mjs";
import { SetupProblem } from "./problem.mjs";
import { run } from "./processes.mjs";
import { step } from "./progress.mjs";
import { readStamp, sourceKey, writeStamp } from "./stamps.mjs";

const sources = [
  "protocol",
  "client",
  "server/src",
  "webview",
  "bin",
  "esbuild.mjs",
  "package-lock.json",
  "tsconfig.json",
];

/**
 * Contract: afterwards dist/cli.mjs exists, and in a clone it is as new as its sources.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} root
 * @param {string} node
 * @returns {Promise<string>} The path of dist/cli.mjs.
 */
export async function ensureBuilt(context, root, node) {
  const cli = join(root, "dist", "cli.mjs");
  if (!isClone(root)) {
    if (existsSync(cli)) return cli;
    throw new SetupProblem(
      "setup-failed",
      `This copy of Manim Video is incomplete: ${cli} is missing.`,
      "Install it again.",
    );
  }
  const stampFile = join(root, "dist", "build.json");
  const current = () => existsSync(cli) && readStamp(stampFile)["sources"] === sourceKey(root, sources);
  if (current()) return cli;
  await withLock(context, cloneLock(context, root), async (held) => {
    if (current()) return;
    rmSync(stampFile, { force: true });
    // Taken before the build: a source written during it makes the next start build again.
    const key = sourceKey(root, sources);
    const result = await step(held.report, "Building", "a few seconds", (say) =>
      run(held, node, ["esbuild.mjs"], { cwd: root, onLine: say }),
    );
    if (result.code !== 0 || !existsSync(cli)) {
      const fix = "Correct what the build says; if the packages are damaged, remove node_modules. Then start again.";
      throw new SetupProblem("setup-failed", "Manim Video could not be built.", fix, { tail: result.tail });
    }
    writeStamp(stampFile, { sources: key });
  });
  return cli;
}
