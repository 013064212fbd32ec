/** Small files that say what a finished step was made from; a step writes its stamp last. */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * @param {string} file
 * @returns {Record<string, string>} Empty if there is none, or if it was not written to its end.
 */
export function readStamp(file) {
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

/**
 * Written beside and renamed, so that nobody reads half a stamp.
 * @param {string} file
 * @param {Record<string, string>} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(stamp, null, 2) + "\n");
  renameSync(draft, file);
}

/**
 * @param {string} file
 * @returns {string} A hash of its text; line ends do not count, since Git may change them.
 */
export function fileHash(file) {
  return createHash("sha256").update(readFileSync(file, "utf8").replaceAll("\r\n", "\n")).digest("hex");
}

/**
 * A key that changes when a source is added, removed or written. Times and sizes are enough and take milliseconds.
 * @param {string} root
 * @param {string[]} sources Files and folders below it; one that is absent counts as empty.
 * @returns {string}
 */
export function sourceKey(root, sources) {
  const hash = createHash("sha256");
  for (const source of sources) addSource(hash, join(root, source), source);
  return hash.digest("hex");
}

/**
 * @param {import("node:crypto").Hash} hash
 * @param {string} path
 * @param {string} name
 */
function addSource(hash, path, name) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    hash.update(`${name}:${stats.mtimeMs}:${stats.size}\n`);
    return;
  }
  for (const entry of readdirSync(path).sort()) {
    if (!entry.startsWith(".") && entry !== "node_modules") addSource(hash, join(path, entry), `${name}/${entry}`);
  }
}
