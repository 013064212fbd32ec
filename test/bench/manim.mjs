// Bundles the benches that run Manim (test/bench/manim/) and runs them, or the parts that are named.
import { build } from "esbuild";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bundle = join(root, "dist", "bench", "manim.mjs");
const parts = ["checks", "render", "growth", "hostile"];

const asked = process.argv.slice(2);
if (asked.some((name) => !parts.includes(name))) {
  console.error(`npm run bench -- manim [${parts.join(" | ")}]`);
  process.exit(2);
}
if (asked.length === 0) process.argv.push(...parts);

await build({
  absWorkingDir: root,
  entryPoints: ["test/bench/manim/main.ts"],
  outfile: bundle,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node22",
  packages: "external",
  logLevel: "warning",
});
await import(pathToFileURL(bundle).href);
