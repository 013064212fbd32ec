/** The packages of a clone, as its lock file has them. An installed package brings its own bundle and needs none. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { withLock } from "./lock.mjs";
import { npm } from "./npm.mjs";
import { step } from "./progress.mjs";
import { fileHash, readStamp, writeStamp } from "./stamps.mjs";

/**
 * @param {string} root The folder of package.json, links resolved.
 * @returns {boolean}
 */
export function isClone(root) {
  return existsSync(join(root, "package-lock.json")) && !root.split(sep).includes("node_modules");
}

/**
 * A lock file of its own for each clone, outside of it: `npm ci` empties node_modules.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} root
 */
export function cloneLock(context, root) {
  return join(context.home, "locks", `${createHash("sha256").update(root).digest("hex").slice(0, 16)}.lock`);
}

/**
 * Contract: afterwards node_modules holds what package-lock.json names.
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} root
 */
export async function ensureNodePackages(context, root) {
  const lockFile = join(root, "package-lock.json");
  const stampFile = join(root, "node_modules", ".manim-video.json");
  const current = () => readStamp(stampFile)["lockHash"] === fileHash(lockFile);
  if (current()) return;
  await withLock(context, cloneLock(context, root), async (held) => {
    if (current()) return;
    if (!isInstalled(lockFile, join(root, "node_modules", ".package-lock.json"))) {
      const args = ["ci", "--include=dev", "--include=optional"];
      await step(held.report, "Installing Node packages", "about half a minute", (say) =>
        npm(held, root, args, { say, what: "The Node packages" }),
      );
    }
    writeStamp(stampFile, { lockHash: fileHash(lockFile) });
  });
}

/**
 * Whether npm itself has finished installing these versions: it writes its record inside node_modules last.
 * @param {string} lockFile
 * @param {string} record
 * @returns {boolean}
 */
export function isInstalled(lockFile, record) {
  if (statSync(record, { throwIfNoEntry: false }) === undefined) return false;
  const wanted = lockedPackages(lockFile);
  const found = lockedPackages(record);
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (path === "") return true;
    return found[path] === undefined ? optional === true : found[path].version === version;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? {};
  } catch {
    return {};
  }
}
