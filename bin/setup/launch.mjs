/** Runs the product in this process's place: same terminal, same folder, its exit code. */
import { spawn } from "node:child_process";
import { constants } from "node:os";

/** A terminal sends Ctrl-C to every process in it; this long after, one that has not ended was not told. */
const terminalGraceMs = 1_500;

/**
 * @param {string} node
 * @param {string[]} args
 * @param {import("./context.mjs").Environment} env
 * @returns {Promise<number>} The exit code; 130 if it was interrupted.
 */
export async function launch(node, args, env) {
  const child = spawn(node, args, { stdio: "inherit", env });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code, signal) => resolve(exitCode(code, signal)));
    });
  } finally {
    stopForwarding();
  }
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number}
 */
export function exitCode(code, signal) {
  return code ?? 128 + (signal === null ? 1 : constants.signals[signal]);
}

/**
 * Passes each signal on once.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void}
 */
function forwardSignals(child) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const sent = new Set();
  const forward = (/** @type {NodeJS.Signals} */ signal) => {
    if (sent.has(signal)) return;
    sent.add(signal);
    const fromTerminal = signal === "SIGINT" && (process.stdin.isTTY || process.stderr.isTTY);
    if (fromTerminal) timer = setTimeout(() => child.kill(signal), terminalGraceMs);
    else child.kill(signal);
  };
  /** @type {NodeJS.Signals[]} */
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    clearTimeout(timer);
    for (const signal of signals) process.off(signal, forward);
  };
}
