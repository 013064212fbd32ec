/** Starts the tools of the set-up. Each has its own process group, so that ending one ends all it started. */
import { execFileSync, spawn } from "node:child_process";
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {import("./context.mjs").Environment} [env] Instead of the context's.
 * @property {(line: string) => void} [onLine] Told each line of either stream.
 * @property {number} [timeout] Milliseconds after which the tool is ended.
 */

/**
 * @typedef {object} RunResult
 * @property {number} code 127 if it could not be started, 124 if it ran out of time, 128 and more if a signal ended it.
 * @property {string} stdout
 * @property {string} tail What explains a failure: the first lines that speak of an error, and the last lines.
 */

const tailLines = 12;
const errorLines = 12;
const speaksOfError = /\b(error|failed|fatal|not found|cannot|unable)\b/i;

/**
 * Runs a tool to its end. It rejects only when the context's signal is aborted.
 * @param {Pick<import("./context.mjs").SetupContext, "env" | "signal" | "started">} context
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export async function run(context, command, args, { cwd, env = context.env, onLine, timeout } = {}) {
  context.signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  /** @type {string[]} */
  const out = [];
  /** @type {string[]} */
  const tail = [];
  /** @type {string[]} */
  const errors = [];
  const keep = (/** @type {string} */ line) => {
    tail.push(line);
    const left = tail.length > tailLines ? tail.shift() : undefined;
    if (left !== undefined && errors.length < errorLines && speaksOfError.test(left)) errors.push(left);
    onLine?.(line);
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    out.push(line);
    keep(line);
  });
  createInterface({ input: child.stderr }).on("line", keep);
  let late = false;
  const timer = timeout === undefined ? undefined : setTimeout(() => ((late = true), endTree(child.pid)), timeout);
  const onAbort = () => endTree(child.pid);
  context.signal?.addEventListener("abort", onAbort, { once: true });
  if (child.pid !== undefined) context.started?.(child.pid);
  const code = await new Promise((resolve) => {
    child.on("error", (error) => {
      keep(error.message);
      resolve(127);
    });
    child.on("close", (status, signal) => resolve(status ?? (signal === "SIGINT" ? 130 : 137)));
  });
  clearTimeout(timer);
  context.signal?.removeEventListener("abort", onAbort);
  context.signal?.throwIfAborted();
  return { code: late ? 124 : code, stdout: out.join("\n"), tail: [...errors, ...tail].join("\n") };
}

/**
 * Ends a process that {@link run} started, with everything it started.
 * @param {number | undefined} pid
 */
export function endTree(pid) {
  if (pid === undefined) return;
  try {
    if (process.platform === "win32") execFileSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    else process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
}

/**
 * @param {number} pid A process, or the group that it led.
 * @returns {boolean}
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Something that differs between two processes that had the same number one after the other.
 * @param {number} pid
 * @returns {string} Empty where it cannot be told, or the process has ended and is not yet collected.
 */
export function startMark(pid) {
  try {
    if (process.platform === "linux") {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [state, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return state === "Z" ? "" : (rest[18] ?? "");
    }
    if (process.platform === "win32") return "";
    return execFileSync("ps", ["-p", String(pid), "-o", "lstart="], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

/**
 * Finds a command on the search path.
 * @param {string} name
 * @param {import("./context.mjs").Environment} env
 * @returns {string | undefined} Its absolute path.
 */
export function which(name, env) {
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat", ""] : [""];
  for (const folder of (env["PATH"] ?? env["Path"] ?? "").split(delimiter)) {
    for (const ending of folder === "" ? [] : endings) {
      const file = join(folder, name + ending);
      try {
        accessSync(file, constants.X_OK);
        if (statSync(file).isFile()) return file;
      } catch {
        // Not here.
      }
    }
  }
  return undefined;
}
