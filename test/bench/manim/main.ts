/** `npm run bench -- manim [checks | render | plays | hostile | growth]`: writes its parts of docs/benchmarks.md and JSON files under test-output/. */
import { measureChecks } from "./checks.js";
import { writeChecks } from "./checksReport.js";
import { measureGrowth } from "./growth.js";
import { runHostile } from "./hostile.js";
import { measurePlayCuts } from "./playCuts.js";
import { measureRender } from "./render.js";
import { writeRender } from "./renderReport.js";

/** Turns of ours and Manim's, and scenes edited in each. */
const [rounds, edits] = [Number(process.env["MANIM_VIDEO_BENCH_ROUNDS"] ?? 3), 3];

const parts: Record<string, () => Promise<void>> = {
  checks: async () => writeChecks(await measureChecks()),
  growth: measureGrowth,
  plays: measurePlayCuts,
  hostile: runHostile,
  render: async () => writeRender(await measureRender(rounds, edits)),
};

for (const name of process.argv.slice(2)) await parts[name]?.();
