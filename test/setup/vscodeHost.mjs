/** A real VS Code without a screen: code-server, in a folder of its own, since it takes minutes to build. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { withLock } from "../../bin/setup/lock.mjs";
import { npm } from "../../bin/setup/npm.mjs";
import { SetupProblem } from "../../bin/setup/problem.mjs";
import { run, which } from "../../bin/setup/processes.mjs";
import { step } from "../../bin/setup/progress.mjs";
import { readStamp, writeStamp } from "../../bin/setup/stamps.mjs";
import { installSystemPackages } from "../../bin/setup/systemPackages.mjs";

const version = "4.139.1";

/** The Debian package that has each of these headers, which the native modules are built with. */
const headers = {
  "/usr/include/gssapi.h": "libkrb5-dev",
  "/usr/include/X11/Xlib.h": "libx11-dev",
  "/usr/include/X11/extensions/XKBfile.h": "libxkbfile-dev",
  "/usr/include/libsecret-1/libsecret/secret.h": "libsecret-1-dev",
};

/** Loads what npm had to build or fetch; any that is missing makes it throw. */
const nativeModules = `
const { createRequire } = require("node:module");
const [, folder] = process.argv;
createRequire(folder + "/package.json")("argon2");
const inside = createRequire(folder + "/lib/vscode/package.json");
for (const name of ["node-pty", "kerberos", "@vscode/spdlog", "@vscode/native-watchdog", "@parcel/watcher"]) inside(name);
`;

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} node A Node 24: code-server's modules are built for it.
 * @returns {Promise<string>} The folder of code-server.
 */
export async function ensureVscodeHost(context, node) {
  const home = join(context.home, "vscode-host");
  const folder = join(home, "node_modules", "code-server");
  const stamp = join(home, "ready.json");
  const current = () => readStamp(stamp)["codeServer"] === version && existsSync(serverMain(folder));
  if (current()) return folder;
  return withLock(context, join(context.home, "locks", "vscode-host.lock"), async (held) => {
    if (current()) return folder;
    if (!(await isComplete(held, node, folder))) await install(held, node, home);
    if (!(await isComplete(held, node, folder))) {
      throw new SetupProblem(
        "setup-failed",
        `code-server in ${home} is not complete.`,
        `Remove ${home} and start again.`,
      );
    }
    writeStamp(stamp, { codeServer: version });
    return folder;
  });
}

/**
 * The program that serves VS Code without code-server's own pages around it.
 * @param {string} folder
 */
export function serverMain(folder) {
  return join(folder, "lib", "vscode", "out", "server-main.js");
}

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} node
 * @param {string} folder
 */
async function isComplete(context, node, folder) {
  if (!existsSync(serverMain(folder)) || !existsSync(join(folder, "out", "node", "entry.js"))) return false;
  return (await run(context, node, ["-e", nativeModules, folder], { timeout: 60_000 })).code === 0;
}

/**
 * @param {import("../../bin/setup/context.mjs").SetupContext} context
 * @param {string} node
 * @param {string} home
 */
async function install(context, node, home) {
  const packages = context.platform === "linux" ? missingPackages(context) : [];
  if (packages.length > 0)
    await installSystemPackages(context, packages, "Building VS Code's modules needs system packages");
  mkdirSync(home, { recursive: true });
  const allowScripts = { "code-server": true, argon2: true };
  const manifest = { name: "vscode-host", private: true, dependencies: { "code-server": version }, allowScripts };
  writeFileSync(join(home, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
  const env = { ...context.env, PATH: dirname(node) + delimiter + (context.env["PATH"] ?? "") };
  await step(context.report, "Installing VS Code for the tests (code-server)", "two to four minutes", (say) =>
    npm(context, home, ["install", "--omit=dev"], { say, what: "code-server", env, node }),
  );
}

/** @param {import("../../bin/setup/context.mjs").SetupContext} context */
function missingPackages({ env }) {
  const libraries = Object.entries(headers).flatMap(([file, name]) => (existsSync(file) ? [] : [name]));
  const tools = [
    ...(which("c++", env) === undefined || which("make", env) === undefined ? ["build-essential"] : []),
    ...(which("pkg-config", env) === undefined ? ["pkg-config"] : []),
    ...(which("python3", env) === undefined ? ["python3"] : []),
  ];
  return [...tools, ...libraries];
}
