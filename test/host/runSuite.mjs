// Runs the Mocha suite inside the extension host of a real VS Code: code-server, opened in Chromium.
// Environment: MANIM_VIDEO_TEST_VSCODE, MANIM_VIDEO_TEST_CHROMIUM, MANIM_VIDEO_TEST_RESULTS (the file the suite writes).
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { launchBrowser, required } from "./browser.mjs";
import { startCodeServer } from "./codeServer.mjs";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const boundMs = 5 * 60_000;
/** The editor tells its exit code just after the suite has written its file, or just before. */
const settleMs = 3_000;

const results = required("MANIM_VIDEO_TEST_RESULTS");
const data = mkdtempSync(join(tmpdir(), "manim-video-host-"));
const workspace = mkdtempSync(join(tmpdir(), "manim-video-workspace-"));
const server = await startCodeServer(required("MANIM_VIDEO_TEST_VSCODE"), data);
const browser = await launchBrowser();
/** @type {number | undefined} */
let exitCode;
try {
  const page = await browser.newPage();
  page.on("console", (message) => console.log(`[${message.type()}] ${message.text()}`));
  // The smoke-test driver calls these two.
  await page.exposeFunction("codeAutomationLog", (/** @type {string} */ type, /** @type {unknown[]} */ args) =>
    console.log(`[${type}]`, ...args),
  );
  await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => (exitCode = code));
  await page.goto(address(server.port));
  const deadline = Date.now() + boundMs;
  while (exitCode === undefined && !existsSync(results) && Date.now() < deadline) await sleep(200);
  for (let waited = 0; exitCode === undefined && existsSync(results) && waited < settleMs; waited += 100)
    await sleep(100);
  if (!existsSync(results)) {
    await page.screenshot({ path: join(root, "test-output", "host-mocha.png") });
    console.error(
      `The suite wrote no results${exitCode === undefined ? " in time" : `; the editor ended with ${exitCode}`}.`,
    );
    console.error(server.output());
  }
} finally {
  await browser.close();
  server.end();
  for (const folder of [data, workspace]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
process.exit(existsSync(results) ? (exitCode ?? 0) : 1);

/** @param {number} port */
function address(port) {
  const remote = (/** @type {string} */ path) => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ["extensionDevelopmentPath", remote(root)],
    ["extensionTestsPath", remote(join(root, "dist", "test", "hostSuite.cjs"))],
  ];
  return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(workspace)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
