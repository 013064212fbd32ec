// Bundles the benches of the HTTP front (test/bench/http/) and runs them, or the parts that are named, one after the other,
// on the command line as it is built from this tree.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { askForParts, bundleBench } from "./parts.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const outdir = join(root, "dist", "bench", "http");
const parts = { asking: "main", stream: "stream", listeners: "listeners", memory: "memory", upload: "upload" };
const files = Object.entries({ ...parts, workers: "workers" });

askForParts(
  "http",
  files.map(([part]) => part),
);
await bundleBench(
  root,
  files.map(([, file]) => `test/bench/http/${file}.ts`),
  outdir,
);
execFileSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
for (const [part, file] of files)
  if (process.argv.includes(part)) await import(pathToFileURL(join(outdir, `${file}.mjs`)).href);
