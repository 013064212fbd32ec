/** `npm run bench -- batch [speed | calls]`: writes test-output/bench-batch.json and its parts of docs/benchmarks.md. */
import { countCalls } from "./calls.js";
import { writeCalls } from "./callsReport.js";
import { measureSpeed } from "./speed.js";
import { writeSpeed } from "./speedReport.js";

const parts: Record<string, () => Promise<void>> = {
  calls: async () => writeCalls(await countCalls()),
  speed: async () => writeSpeed(await measureSpeed()),
};

for (const name of process.argv.slice(2)) await parts[name]?.();
