/** A real Redis for the tests: the redis-server of the system's packages, started by each test that needs one. */
import { which } from "../../bin/setup/processes.mjs";
import { ensureSystemProgram } from "./systemProgram.mjs";

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @returns {Promise<string>} The path of redis-server.
 */
export function ensureRedis(context) {
  return ensureSystemProgram(context, () => which("redis-server", context.env), {
    named: "redis-server",
    packages: ["redis-server"],
    why: "The tests of the queue need Redis",
    fix: "Install Redis 7 or newer so that redis-server is on the PATH.",
  });
}
