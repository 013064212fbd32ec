// `npm run screenshots`: takes the pictures of the README and of the walkthrough in a real VS Code, with videos that are
// really made. `npm run screenshots totals caches` takes only those named.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const take = join(dirname(fileURLToPath(import.meta.url)), "screenshots", "take.mjs");
process.exitCode = await runPrepared(take, { python: true, host: true, args: process.argv.slice(2) });
