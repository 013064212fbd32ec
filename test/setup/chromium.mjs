/** The browser that drives the editor in tests. */
import { which } from "../../bin/setup/processes.mjs";
import { ensureSystemProgram } from "./systemProgram.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of a Chromium; MANIM_VIDEO_CHROMIUM names one on purpose.
 */
export function ensureChromium(context) {
  const find = () => context.env["MANIM_VIDEO_CHROMIUM"] || names.map((name) => which(name, context.env)).find(Boolean);
  return ensureSystemProgram(context, find, {
    named: "Chromium",
    packages: ["chromium"],
    why: "The tests in VS Code need a browser",
    fix: "Install Chromium or Chrome, or set MANIM_VIDEO_CHROMIUM to its path.",
  });
}
