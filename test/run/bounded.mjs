/** Runs one tool of a suite within a bound, its output into a log, and leaves none of its processes behind. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { endTree } from "../../bin/setup/processes.mjs";
import { endMarked, markName } from "./leftovers.mjs";

/**
 * @typedef {object} BoundedResult
 * @property {number} code 124 if it ran past its bound.
 * @property {string} tail The end of its output.
 * @property {number} seconds
 * @property {string[]} leftovers What it had left running, and was ended.
 */

/**
 * @param {object} start
 * @param {string} start.command
 * @param {string[]} start.args
 * @param {string} start.cwd
 * @param {import("../../bin/setup/context.mjs").Environment} start.env
 * @param {string} start.log
 * @param {number} start.minutes
 * @param {AbortSignal} [start.signal]
 * @returns {Promise<BoundedResult>}
 */
export async function runBounded({ command, args, cwd, env, log, minutes, signal }) {
  signal?.throwIfAborted();
  const begun = Date.now();
  const mark = randomUUID();
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(command, args, {
    cwd,
    env: { ...env, [markName]: mark },
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const closed = once(child, "close").catch(() => undefined);
  let late = false;
  const end = () => {
    endMarked(mark);
    endTree(child.pid);
  };
  const timer = globalThis.setTimeout(() => ((late = true), end()), minutes * 60_000);
  signal?.addEventListener("abort", end, { once: true });
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      file.write(`${error.message}\n`);
      resolve(127);
    });
    // Not "close": a process left behind may hold the streams open.
    child.on("exit", (status) => resolve(status ?? 137));
  });
  clearTimeout(timer);
  signal?.removeEventListener("abort", end);
  const leftovers = endMarked(mark);
  endTree(child.pid);
  await Promise.race([closed, setTimeout(2_000, undefined, { ref: false })]);
  if (late) file.write(`\nEnded after its bound of ${minutes.toFixed(1)} minutes.\n`);
  file.end();
  await once(file, "finish");
  signal?.throwIfAborted();
  const tail = readFileSync(log, "utf8").slice(-6_000).split("\n").slice(-40).join("\n");
  return { code: late ? 124 : code, tail, seconds: Math.round((Date.now() - begun) / 1000), leftovers };
}
