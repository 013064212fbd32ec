/** OpenGL without a screen or a graphics card, for the tests of Manim's OpenGL renderer. */
import { existsSync } from "node:fs";
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";

/** @param {import("../../bin/setup/context.mjs").SetupContext} context */
export async function ensureSoftwareGl(context) {
  const folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib"];
  const present = ["libEGL.so.1", "libEGL_mesa.so.0", "libGL.so.1"].every((name) =>
    folders.some((folder) => existsSync(`${folder}/${name}`)),
  );
  if (present || context.platform !== "linux") return;
  const packages = ["libegl1", "libgl1", "libegl-mesa0", "libgl1-mesa-dri"];
  await installSystemPackages(context, packages, "The tests of Manim's OpenGL renderer need a software one");
}
