// The frozen corpus: its files, and the check that none has changed since it was frozen.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const folder = fileURLToPath(new URL("../../corpus/layout", import.meta.url));

/**
 * @typedef {object} Patch
 * @property {number} line
 * @property {string[]} lines Put in after the line, or in its place.
 * @property {boolean} replaces
 *
 * @typedef {object} Fault
 * @property {string} id
 * @property {string} scene
 * @property {string} kind
 * @property {string} code
 * @property {Patch} patch
 * @property {string[]} names Of the text at fault, of what it meets, and other names of the same objects.
 * @property {number[]} lines Of the changed text that a finding may name.
 * @property {number} from Seconds of video time.
 * @property {number} until
 *
 * @typedef {{ scene: string, code: string, note: string }} KnownFinding
 * @typedef {{ frozen: string, files: Record<string, string> }} Frozen
 */

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest("hex");

/** @returns {Record<string, string>} The hash of every file of the corpus by its path, the manifest itself left out. */
export function hashes() {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== "frozen.json")
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  return Object.fromEntries(names.map((name) => [name, hash(readFileSync(join(folder, name), "utf8"))]));
}

/**
 * @returns {{ frozen: string, sha256: string, scenes: Map<string, string>, faults: Fault[], known: KnownFinding[] }}
 * Throws when a file is not what was frozen.
 */
export function readCorpus() {
  const manifest = readFileSync(join(folder, "frozen.json"), "utf8");
  const { frozen, files } = /** @type {Frozen} */ (JSON.parse(manifest));
  const now = hashes();
  const changed = [...new Set([...Object.keys(files), ...Object.keys(now)])].filter(
    (name) => files[name] !== now[name],
  );
  if (changed.length > 0) throw new Error(`The frozen corpus has changed: ${changed.join(", ")}`);
  const read = (/** @type {string} */ name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
  const scenes = Object.keys(files)
    .filter((name) => name.startsWith("scenes/"))
    .map((name) => /** @type {const} */ ([name.slice(7, -3), readFileSync(join(folder, name), "utf8")]));
  return {
    frozen,
    sha256: hash(manifest),
    scenes: new Map(scenes),
    faults: /** @type {Fault[]} */ (read("faults.json")),
    known: /** @type {KnownFinding[]} */ (read("known.json")),
  };
}

/**
 * @param {string} source
 * @param {Patch} patch
 * @returns {string}
 */
export function patched(source, { line, lines, replaces }) {
  const all = source.split("\n");
  return [...all.slice(0, replaces ? line - 1 : line), ...lines, ...all.slice(line)].join("\n");
}
