/** nginx for the bench of streams, which sends the same file: the one of the system's packages. */
import { existsSync } from "node:fs";
import { which } from "../../bin/setup/processes.mjs";
import { ensureSystemProgram } from "./systemProgram.mjs";

/** Where Debian puts it, which a user's PATH need not name. */
const usual = "/usr/sbin/nginx";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of nginx.
 */
export function ensureNginx(context) {
  return ensureSystemProgram(context, () => which("nginx", context.env) ?? (existsSync(usual) ? usual : null), {
    named: "nginx",
    packages: ["nginx-light"],
    why: "The bench of streams needs nginx beside it",
    fix: "Install nginx so that it is on the PATH.",
  });
}
