/** nginx for the bench of streams, which sends the same file: the one of the system's packages. */
import { existsSync } from "node:fs";
import { which } from "../../bin/setup/processes.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";

/** Where Debian puts it, which a user's PATH need not name. */
const usual = "/usr/sbin/nginx";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of nginx.
 */
export async function ensureNginx(context) {
  const find = () => which("nginx", context.env) ?? (existsSync(usual) ? usual : null);
  const present = find();
  if (present) return present;
  if (context.platform === "linux")
    await installSystemPackages(context, ["nginx-light"], "The bench of streams needs nginx beside it");
  const installed = find();
  if (installed) return installed;
  throw new SetupProblem("setup-failed", "No nginx was found.", "Install nginx so that it is on the PATH.");
}
