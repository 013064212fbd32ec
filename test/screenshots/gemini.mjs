/** The loopback Gemini for pictures of what a model makes. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What the server takes for a key. */
export const key = "AIzaLoopbackKeyForTestsOnly-000000000";

/**
 * @template T
 * @param {(url: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withGemini(work) {
  execFileSync(process.execPath, [join(root, "esbuild.mjs"), "tests"], { cwd: root });
  const scenario = JSON.stringify({ scenes: 2 });
  const server = spawn(process.execPath, [join(root, "dist", "test", "geminiServer.mjs"), scenario], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [line] = await once(createInterface({ input: server.stdout }), "line");
    return await work(/** @type {{ url: string }} */ (JSON.parse(String(line))).url);
  } finally {
    server.kill("SIGTERM");
  }
}
