/** Starts the VS Code server that code-server brings, without code-server's own pages around it. */
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../fixtures/freePorts.mjs";

/**
 * @typedef {object} CodeServer
 * @property {number} port
 * @property {() => string} output What it has printed so far.
 * @property {() => void} end Ends it with the extension host and all it started.
 */

/**
 * @param {string} folder The installed code-server.
 * @param {string} data An empty folder for its settings and extensions.
 * @returns {Promise<CodeServer>} Once it answers.
 */
export async function startCodeServer(folder, data) {
  const port = await freePort();
  const folders = { "--server-data-dir": "server", "--user-data-dir": "user", "--extensions-dir": "extensions" };
  const places = Object.entries(folders).flatMap(([option, name]) => [option, join(data, name)]);
  for (const name of Object.values(folders)) mkdirSync(join(data, name), { recursive: true });
  const unattended = ["--without-connection-token", "--accept-server-license-terms", "--disable-workspace-trust"];
  // Only with the driver does the address say which extension and which tests to load.
  const args = ["--host", "127.0.0.1", "--port", String(port), ...unattended, "--enable-smoke-test-driver", ...places];
  const program = join(folder, "lib", "vscode", "out", "server-main.js");
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "pipe"], detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => (printed = (printed + String(chunk)).slice(-100_000)));
  const end = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  };
  const deadline = Date.now() + 60_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      end();
      throw new Error(`The VS Code server did not start:\n${printed}`);
    }
    await sleep(200);
  }
  return { port, output: () => printed, end };
}

/** @param {number} port */
async function answers(port) {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
