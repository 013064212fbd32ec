/** The browser that drives the editor in tests. */
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";
import { which } from "../../bin/setup/processes.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of a Chromium; MANIM_VIDEO_CHROMIUM names one on purpose.
 */
export async function ensureChromium(context) {
  const find = () => context.env["MANIM_VIDEO_CHROMIUM"] || names.map((name) => which(name, context.env)).find(Boolean);
  const present = find();
  if (present) return present;
  if (context.platform === "linux")
    await installSystemPackages(context, ["chromium"], "The tests in VS Code need a browser");
  const installed = find();
  if (installed) return installed;
  throw new SetupProblem(
    "setup-failed",
    "No Chromium was found.",
    "Install Chromium or Chrome, or set MANIM_VIDEO_CHROMIUM to its path.",
  );
}
