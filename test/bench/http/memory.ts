/** What ten videos at once take of the machine's memory, by the server and by all that it starts. */
import { setTimeout as sleep } from "node:timers/promises";
import { machine, writePart } from "../page.js";
import { memoryOfOne, takenBy } from "./processes.js";
import { outline, Served } from "./served.js";

const jobs = 10;
const served = await Served.start(["--concurrency", String(jobs)]);
try {
  const idle = memoryOfOne(served.pid);
  const from = performance.now();
  const ids: string[] = [];
  for (let at = 0; at < jobs; at++) ids.push(await served.generate(outline(`At once ${at}`), "low"));
  const samples: { all: number; own: number; processes: number }[] = [];
  let over = false;
  const sampling = (async () => {
    while (!over) {
      const { memory, processes } = takenBy(served.pid);
      samples.push({ all: memory, own: memoryOfOne(served.pid), processes });
      await sleep(500);
    }
  })();
  for (const id of ids) await served.finished(id);
  const seconds = (performance.now() - from) / 1000;
  over = true;
  await sampling;
  const most = (of: (sample: (typeof samples)[number]) => number): number => Math.max(...samples.map(of));
  const measured = {
    jobs,
    seconds,
    idle,
    own: most(({ own }) => own),
    all: most(({ all }) => all),
    processes: most(({ processes }) => processes),
    samples: samples.length,
  };
  const head =
    "| videos at once | all done after | the server before | the server at most | with all it starts, at most | processes |\n|---|---|---|---|---|---|";
  const row = `| ${jobs} | ${seconds.toFixed(0)} s | ${idle.toFixed(0)} MB | ${measured.own.toFixed(0)} MB | ${measured.all.toFixed(0)} MB | ${measured.processes} |`;
  const what = "Two scenes each, at low quality. Memory is PSS (shared pages in parts), looked at twice a second.";
  const text = `## Memory of ten videos at once\n\n${what}\n\n${head}\n${row}\n\n${machine()}.`;
  process.stdout.write(`${text}\n`);
  writePart("http memory", text, measured);
} finally {
  await served.close();
}
