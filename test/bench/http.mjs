// Bundles the bench of the HTTP front (test/bench/http/) and runs it on the command line as it is built from this tree.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundleBench } from "./parts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench", "http");

await bundleBench(root, ["test/bench/http/main.ts"], outdir);
execFileSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
await import(pathToFileURL(join(outdir, "main.mjs")).href);
