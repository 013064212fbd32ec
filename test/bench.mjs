// `npm run bench -- extension`: the package's size, and how long the extension takes to activate in a real VS Code.
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const benches = { extension: "extension.mjs" };
const file = Object.entries(benches).find(([name]) => name === process.argv[2])?.[1];
if (file === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
const folder = dirname(fileURLToPath(import.meta.url));
process.exitCode = spawnSync(process.execPath, [`${folder}/bench/${file}`], { stdio: "inherit" }).status ?? 1;
