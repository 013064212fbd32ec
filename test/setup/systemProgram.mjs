/** A program that the tests need from the system, installed with its packages where it is missing. */
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {() => string | null | undefined} find Its path, if it is there.
 * @param {object} program
 * @param {string} program.named
 * @param {string[]} program.packages
 * @param {string} program.why Told before the packages are installed.
 * @param {string} program.fix What to do where they cannot be.
 * @returns {Promise<string>} Its path.
 */
export async function ensureSystemProgram(context, find, { named, packages, why, fix }) {
  const present = find();
  if (present) return present;
  if (context.platform === "linux") await installSystemPackages(context, packages, why);
  const installed = find();
  if (installed) return installed;
  throw new SetupProblem("setup-failed", `No ${named} was found.`, fix);
}
