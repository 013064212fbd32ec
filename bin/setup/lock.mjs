/** One set-up at a time on this machine: others wait, and take over from one that was killed. */
import { mkdirSync, readFileSync, rmdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { explainFileError } from "./problem.mjs";
import { endTree, isAlive, startMark } from "./processes.mjs";

/**
 * @typedef {object} Owner
 * @property {number} pid
 * @property {string} mark The owner's start, since process numbers are used again.
 * @property {string} host
 * @property {number} [child] The process group it started last.
 * @property {string} [childMark]
 */

const beatMs = 2_000;
/** An owner that has shown no sign of life for this long is gone, wherever it ran. */
const silentMs = 30_000;

/**
 * Does the work while holding the lock.
 * @template T
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} file
 * @param {(held: import("./context.mjs").SetupContext) => Promise<T>} work Is to use the context it is given.
 * @returns {Promise<T>}
 */
export async function withLock(context, file, work) {
  /** @type {Owner} */
  const owner = { pid: process.pid, mark: startMark(process.pid), host: hostname() };
  await acquire(context, file, owner);
  const beat = setInterval(() => touch(file), beatMs);
  const started = (/** @type {number} */ child) => {
    writeFileSync(file, JSON.stringify({ ...owner, child, childMark: startMark(child) }));
    context.started?.(child);
  };
  try {
    return await work({ ...context, started });
  } catch (error) {
    throw explainFileError(error, dirname(file));
  } finally {
    clearInterval(beat);
    // After a long silence somebody else may hold it by now.
    if (look(file).owner?.pid === owner.pid) rmSync(file, { force: true });
  }
}

/**
 * @param {import("./context.mjs").SetupContext} context
 * @param {string} file
 * @param {Owner} owner
 */
async function acquire(context, file, owner) {
  const waiting = { since: Date.now(), told: false, seen: "", changed: Date.now() };
  while (!create(file, owner)) {
    context.signal?.throwIfAborted();
    const sight = look(file);
    if (sight.text !== waiting.seen) Object.assign(waiting, { seen: sight.text, changed: Date.now() });
    if (sight.owner !== undefined && hasEnded(sight.owner)) takeOver(file, sight.owner);
    else if (Date.now() - waiting.changed > silentMs) takeOver(file, sight.owner);
    else {
      if (!waiting.told)
        context.report({ kind: "note", title: "Waiting for another set-up to finish", seconds: 0, detail: "" });
      waiting.told = true;
      await sleep(200, undefined, { signal: context.signal });
    }
  }
}

/**
 * @param {string} file
 * @param {Owner} owner
 * @returns {boolean} False when somebody holds it.
 */
function create(file, owner) {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(owner), { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw explainFileError(error, dirname(file));
  }
}

/**
 * @param {string} file
 * @returns {{ text: string, owner?: Owner }} The text changes with every sign of life.
 */
function look(file) {
  try {
    const content = readFileSync(file, "utf8");
    const text = `${statSync(file).mtimeMs} ${content}`;
    return { text, owner: JSON.parse(content) };
  } catch {
    return { text: "" };
  }
}

/**
 * @param {Owner} owner
 * @returns {boolean}
 */
export function hasEnded(owner) {
  if (owner.host !== hostname()) return false;
  if (!isAlive(owner.pid)) return true;
  return owner.mark !== "" && startMark(owner.pid) !== owner.mark;
}

/**
 * Ends what the owner left running, then frees the lock. The folder beside the lock keeps two waiters from doing it
 * at once, which could remove the lock that the first of them has just made.
 * @param {string} file
 * @param {Owner | undefined} judged
 */
function takeOver(file, judged) {
  const guard = `${file}.takeover`;
  try {
    mkdirSync(guard);
  } catch {
    const stats = statSync(guard, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > silentMs) rmdirSync(guard);
    return;
  }
  try {
    const { owner } = look(file);
    if (owner?.pid !== judged?.pid || owner?.mark !== judged?.mark) return;
    if (owner !== undefined) endOrphans(owner);
    rmSync(file, { force: true });
  } finally {
    rmdirSync(guard);
  }
}

/** @param {Owner} owner */
function endOrphans({ host, child, childMark }) {
  if (child === undefined || host !== hostname()) return;
  const mark = startMark(child);
  // The leader may have ended before its group; its number is not given to others while the group has members.
  const sameLeader = mark !== "" && mark === childMark;
  if (sameLeader || (mark === "" && process.platform !== "win32")) endTree(child);
}

/** @param {string} file */
function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // The next beat tries again.
  }
}
