// `npm run bench -- extension`: the package's size, and how long the extension takes to activate in a real VS Code.
// `npm run bench -- batch [speed | calls]`: many requests over a loopback server beside a bare loop over the SDK, and the
// calls of a job in batch and in interactive mode.
// `npm run bench -- manim [checks | render | plays | growth | hostile]`: edits beside `manim render --dry_run`, eight scenes
// beside `manim render -a`, a long scene cut by its plays, a thousand checks in a row, and hostile scenes.
// `npm run bench -- http [asking | stream | listeners | memory | upload | workers]`: how long it takes to ask for a video
// over HTTP while ten are being made, and what a server for a team needs.
// `npm run bench -- layout [peer]`: recall and false alarms of the layout findings on a frozen corpus, beside manim-vision.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runPrepared } from "./host/prepared.mjs";

const benches = {
  extension: { file: "extension.mjs", needs: { python: true, host: true } },
  batch: { file: "batch.mjs", needs: { python: true } },
  manim: { file: "manim.mjs", needs: { python: true } },
  http: { file: "http.mjs", needs: { python: true, services: true, nginx: true } },
  layout: { file: "layout/main.mjs", needs: { python: true } },
};
const bench = Object.entries(benches).find(([name]) => name === process.argv[2])?.[1];
if (bench === undefined) {
  console.error(`npm run bench -- ${Object.keys(benches).join(" | ")}`);
  process.exit(2);
}
const folder = join(dirname(fileURLToPath(import.meta.url)), "bench");
const args = process.argv.slice(3);
process.exitCode = await runPrepared(join(folder, bench.file), { ...bench.needs, args });
