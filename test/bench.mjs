// `npm run bench -- extension`: the package's size, and how long the extension takes to activate in a real VS Code.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const benches = { extension: "extension.mjs", batch: "batch.mjs" };
const file = Object.entries(benches).find(([name]) => name === process.argv[2])?.[1];
if (file === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
process.exitCode = await runPrepared(join(dirname(fileURLToPath(import.meta.url)), "bench", file));
