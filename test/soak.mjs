// `npm run soak`: the kill tests of the batch lane with all their seeds (CI runs a few). Takes some minutes.
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const child = spawn(process.execPath, [vitest, "run", "--project", "unit", "test/unit/batch/kills.test.ts"], {
  cwd: root,
  stdio: "inherit",
  env: { ...process.env, MANIM_VIDEO_SOAK: "1" },
});
child.once("error", (error) => {
  process.stderr.write(`The kill tests cannot be started: ${error.message}\n`);
  process.exitCode = 1;
});
child.once("exit", (code) => (process.exitCode = code ?? 1));
