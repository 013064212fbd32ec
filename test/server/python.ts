/** The Python that the set-up made, for tests that run real scenes. */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

export const workerPackage = resolve("server/python/manim_video_worker");

/** `test/run.mjs` names it; run alone, the tests look where the set-up puts it. */
export function testPython(): string {
  const home = process.env["MANIM_VIDEO_HOME"] ?? join(homedir(), ".local", "share", "manim-video");
  const path = process.env["MANIM_VIDEO_DEFAULT_PYTHON"] ?? join(home, "python", "venv", "bin", "python");
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm test once, which sets it up`);
  return path;
}

/** All variables of a process of the product that knows no Python but this, and whose user's home is `home`. */
export function environmentIn(home: string): Record<string, string> {
  const PATH = process.env["PATH"] ?? "";
  return { PATH, HOME: home, MANIM_VIDEO_HOME: home, MANIM_VIDEO_DEFAULT_PYTHON: testPython() };
}
