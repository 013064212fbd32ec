// Bundles the bench of many requests (test/bench/batch/) and runs it, or the parts of it that are named.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench");
const parts = ["calls", "speed"];

const asked = process.argv.slice(2);
if (asked.some((name) => !parts.includes(name))) {
  console.error(`npm run bench -- batch [${parts.join(" | ")}]`);
  process.exit(2);
}
if (asked.length === 0) process.argv.push(...parts);

await build({
  absWorkingDir: root,
  entryPoints: ["main", "client", "server"].map((name) => `test/bench/batch/${name}.ts`),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node22",
  // What is measured is the packages as they are installed.
  packages: "external",
  logLevel: "warning",
});
// What is counted is the command line as it is built from this tree.
if (process.argv.includes("calls"))
  for (const what of [[], ["tests"]])
    execFileSync(process.execPath, ["esbuild.mjs", ...what], { cwd: root, stdio: "inherit" });
await import(pathToFileURL(join(outdir, "main.mjs")).href);
