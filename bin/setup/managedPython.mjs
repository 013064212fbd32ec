/** Where the Python environment with Manim lies and whether a set-up has finished it. Reads files, starts nothing. */
import { existsSync } from "node:fs";
import { posix, win32 } from "node:path";
import { fileHash, readStamp } from "./stamps.mjs";

/** @typedef {Pick<import("./context.mjs").SetupContext, "home" | "platform">} Machine */

/**
 * The paths of the environment, whether or not they exist.
 * @param {Machine} machine
 */
export function managedPlaces({ home, platform }) {
  const { join } = platform === "win32" ? win32 : posix;
  const venv = join(home, "python", "venv");
  const python = platform === "win32" ? join(venv, "Scripts", "python.exe") : join(venv, "bin", "python");
  return { venv, python, stamp: join(venv, "ready.json"), lock: join(home, "python", "setup.lock") };
}

/**
 * The environment's interpreter, if it was set up to its end from this requirements file. Takes a millisecond.
 * @param {Machine} machine
 * @param {string} lockFile
 * @returns {string | undefined}
 */
export function readyPython(machine, lockFile) {
  return stampOf(machine)["lockHash"] === fileHash(lockFile) ? preparedPython(machine) : undefined;
}

/**
 * The environment's interpreter, if any version's set-up was finished: one that is still being filled is not offered.
 * @param {Machine} machine
 * @returns {string | undefined}
 */
export function preparedPython(machine) {
  const { python } = managedPlaces(machine);
  return "lockHash" in stampOf(machine) && existsSync(python) ? python : undefined;
}

/** @param {Machine} machine */
function stampOf(machine) {
  return readStamp(managedPlaces(machine).stamp);
}
