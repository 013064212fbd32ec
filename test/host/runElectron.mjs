// Runs the same Mocha suite in desktop VS Code. Not part of `npm test`: it downloads VS Code, unless
// MANIM_VIDEO_TEST_DESKTOP names an installed one, and on Linux it needs a display.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

if (process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"]) {
  console.error("Desktop VS Code needs a display. Run: xvfb-run -a npm run test:electron");
  process.exit(1);
}

let vscodeExecutablePath = process.env["MANIM_VIDEO_TEST_DESKTOP"];
try {
  vscodeExecutablePath ||= await downloadAndUnzipVSCode({ version: "stable" });
} catch (error) {
  console.error(
    "VS Code could not be downloaded here. Set MANIM_VIDEO_TEST_DESKTOP to an installed one, or run npm run test:host.",
  );
  console.error(String(error));
  process.exit(1);
}

const workspace = mkdtempSync(join(tmpdir(), "manim-video-workspace-"));
const data = mkdtempSync(join(tmpdir(), "manim-video-desktop-"));
try {
  const alone = ["--disable-extensions", "--disable-workspace-trust", "--user-data-dir", data];
  process.exitCode = await runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, "dist", "test", "hostSuite.cjs"),
    extensionTestsEnv: process.env,
    launchArgs: [workspace, ...alone],
  });
} catch (error) {
  console.error(String(error));
  process.exitCode = 1;
} finally {
  for (const folder of [workspace, data]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
