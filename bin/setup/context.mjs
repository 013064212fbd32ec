/** What every step of the set-up is given: where it may write, whom it tells, and what ends it. */
import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/**
 * @typedef {Record<string, string | undefined>} Environment
 */

/**
 * @typedef {object} SetupContext
 * @property {Environment} env
 * @property {string} platform As in process.platform.
 * @property {string} arch As in process.arch.
 * @property {boolean} root Whether this process may install system packages by itself.
 * @property {string} home The folder that belongs to Manim Video on this machine.
 * @property {import("./progress.mjs").Report} report
 * @property {AbortSignal} [signal] Ends the step under way and everything it started.
 * @property {(pid: number) => void} [started] Told of each process started, so that whoever takes over can end it.
 */

/**
 * The folder for what is installed once per user: Python, Node, the test host.
 * @param {Environment} env
 * @param {string} platform
 * @param {string} user The user's home folder.
 * @returns {string}
 */
export function homeFolder(env, platform, user = homedir()) {
  const { join, resolve } = platform === "win32" ? win32 : posix;
  if (env["MANIM_VIDEO_HOME"]) return resolve(env["MANIM_VIDEO_HOME"]);
  if (platform === "win32") return join(env["LOCALAPPDATA"] || join(user, "AppData", "Local"), "manim-video");
  if (platform === "darwin") return join(user, "Library", "Application Support", "manim-video");
  return join(env["XDG_DATA_HOME"] || join(user, ".local", "share"), "manim-video");
}

/**
 * The context of this process.
 * @param {import("./progress.mjs").Report} report
 * @param {AbortSignal} [signal]
 * @returns {SetupContext}
 */
export function setupContext(report, signal) {
  const { env, platform, arch } = process;
  return { env, platform, arch, root: process.getuid?.() === 0, home: homeFolder(env, platform), report, signal };
}
