// Bundles the bench of many requests (test/bench/batch/) and runs it.
import { build } from "esbuild";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench");

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
await import(pathToFileURL(join(outdir, "main.mjs")).href);
