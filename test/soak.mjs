// `npm run soak [-- queue]`: the kill tests with all their seeds, all sixty topics of the templates, every hostile scene and the audit of
// every template (CI runs a few), whose figures go to docs/benchmarks.md. Takes three quarters of an hour.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.exitCode = await runPrepared(join(root, "esbuild.mjs"), {});
if (process.exitCode === 0)
  process.exitCode = await runPrepared(join(root, "test", "soak", "main.mjs"), {
    ...{ python: true, services: true, args: process.argv.slice(2) },
  });
