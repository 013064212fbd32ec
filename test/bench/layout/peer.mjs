// manim-vision in a folder of its own beside the users' environment, which stays as users have it.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export const peerVersion = "0.2.0";
/** The package and what it imports, at the versions that were measured. */
const packages = [
  `manim-vision==${peerVersion}`,
  "shapely==2.2.0",
  "wrapt==2.5.2",
  "jsonschema==4.26.0",
  "attrs==26.1.0",
  "referencing==0.37.0",
  "rpds-py==2026.9.1",
  "jsonschema-specifications==2025.9.1",
  "typing_extensions==4.16.0",
];

/** @returns {string} The folder, with the package in it; installed when it is not there. */
export function peerFolder() {
  const home = process.env["MANIM_VIDEO_HOME"] ?? join(homedir(), ".local", "share", "manim-video");
  const folder = join(home, "python", "manim-vision");
  if (!existsSync(join(folder, "manim_vision"))) {
    const python = process.env["MANIM_VIDEO_DEFAULT_PYTHON"] ?? "python3";
    const args = ["-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, ...packages];
    execFileSync(python, args, { stdio: ["ignore", "inherit", "inherit"], timeout: 600_000 });
  }
  return folder;
}
