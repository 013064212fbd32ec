/** A real Redis for the tests: the redis-server of the system's packages, started by each test that needs one. */
import { which } from "../../bin/setup/processes.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of redis-server.
 */
export async function ensureRedis(context) {
  const find = () => which("redis-server", context.env);
  const present = find();
  if (present) return present;
  if (context.platform === "linux")
    await installSystemPackages(context, ["redis-server"], "The tests of the queue need Redis");
  const installed = find();
  if (installed) return installed;
  throw new SetupProblem(
    "setup-failed",
    "No redis-server was found.",
    "Install Redis 7 or newer so that redis-server is on the PATH.",
  );
}
