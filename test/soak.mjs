// `npm run soak`: the kill tests with all their seeds and the audit of every template (CI runs a few). Takes some minutes.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const soaks = [
  { project: "unit", file: "test/unit/batch/kills.test.ts" },
  { project: "server", file: "test/server/kills.test.ts" },
];
const env = { MANIM_VIDEO_SOAK: "1", MANIM_VIDEO_TEST_KILLS: "80" };
process.exitCode = await runPrepared(join(root, "esbuild.mjs"), {});
const audit = await runPrepared(join(root, "test", "run.mjs"), { args: ["python"], env });
if (audit !== 0) process.exitCode = audit;
for (const { project, file } of soaks) {
  const args = ["run", "--project", project, file];
  const code = await runPrepared(vitest, { python: true, args, env });
  if (code !== 0) process.exitCode = code;
}
