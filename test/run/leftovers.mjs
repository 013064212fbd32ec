/** Finds the processes of a suite by a variable in their environment, since those that detach keep it. */
import { readdirSync, readFileSync } from "node:fs";

export const markName = "MANIM_VIDEO_TEST_MARK";

/**
 * Ends every process whose environment holds the mark, except this one; only Linux shows environments.
 * @param {string} mark
 * @returns {string[]} Their command lines.
 */
export function endMarked(mark) {
  if (process.platform !== "linux") return [];
  /** @type {string[]} */
  const ended = [];
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/environ`, "utf8").includes(`${markName}=${mark}`)) continue;
      const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
      process.kill(Number(pid), "SIGKILL");
      if (command !== "") ended.push(command);
    } catch {
      // It has ended, or is another user's.
    }
  }
  return ended;
}
