// `npm run bench -- extension`: the package's size, and how long the extension takes to activate in a real VS Code.
// `npm run bench -- batch`: many requests over a loopback server beside a bare loop over the SDK.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const benches = {
  extension: { file: "extension.mjs", needs: { python: true, host: true } },
  batch: { file: "batch.mjs", needs: {} },
};
const bench = Object.entries(benches).find(([name]) => name === process.argv[2])?.[1];
if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
const folder = join(dirname(fileURLToPath(import.meta.url)), "bench");
process.exitCode = await runPrepared(join(folder, bench.file), bench.needs);
