// Bundles the bench of many requests (test/bench/batch/) and runs it, or the parts of it that are named.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askForParts, bundleBench } from "./parts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench");

askForParts("batch", ["calls", "speed"]);
const programs = ["main", "client", "server"].map((name) => `test/bench/batch/${name}.ts`);
await bundleBench(root, programs, outdir);
// What is counted is the command line as it is built from this tree.
if (process.argv.includes("calls"))
  for (const what of [[], ["tests"]])
    execFileSync(process.execPath, ["esbuild.mjs", ...what], { cwd: root, stdio: "inherit" });
await import(pathToFileURL(join(outdir, "main.mjs")).href);
