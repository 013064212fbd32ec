// `npm run screenshots`: takes the pictures of the README in a real VS Code, with a video that is really made.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

process.exitCode = await runPrepared(join(dirname(fileURLToPath(import.meta.url)), "screenshots", "take.mjs"));
