/** A thousand checks in a row on one worker: whether its memory, its descriptors or its processes grow. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../../protocol/settings.js";
import { checkScenes, type Run } from "../../../server/src/manim/scenes.js";
import { processesBelow } from "../../fixtures/processes.js";
import { realWorkers } from "../../server/realWorkers.js";
import { machine, writePart } from "../page.js";
import { median } from "./renderReport.js";

const checks = 1000;
const every = 20;
const pageSize = 4096;
/** Of the second half by the first: what varies from sample to sample lies within it. */
const mostGrowth = 1.02;

interface Sample {
  /** Of the process that has Manim loaded. */
  megabytes: number;
  descriptors: number;
  processes: number;
  /** Of this process, which is the backend here. */
  backendDescriptors: number;
}

type Way = "each on its own" | "with checkpoints kept";

export async function measureGrowth(): Promise<void> {
  const measured: { way: Way; samples: Sample[]; seconds: number }[] = [];
  for (const way of ["each on its own", "with checkpoints kept"] as const) {
    const begun = performance.now();
    const samples = await thousand(way);
    measured.push({ way, samples, seconds: (performance.now() - begun) / 1000 });
  }
  report(measured);
}

async function thousand(way: Way): Promise<Sample[]> {
  const scratch = mkdtempSync(join(tmpdir(), "growth-"));
  const { workers } = realWorkers(scratch);
  const settings = defaultSettings();
  const run: Run = { bench: workers.bench("bench"), settings, signal: new AbortController().signal };
  const keep = way === "each on its own" ? null : { session: "a.py", memory: 256 * 1024 * 1024 };
  const samples: Sample[] = [];
  try {
    for (let number = 1; number <= checks; number++) {
      const { problems } = await checkScenes({ source: scene(number), file: "/a.py" }, undefined, run, { keep });
      const wanted = number % 10 === 0 ? 1 : 0;
      if (problems.length !== wanted) throw new Error(`check ${number}: ${JSON.stringify(problems)}`);
      if (number % every === 0) samples.push(await sample());
      if (number % 100 === 0) process.stderr.write(`${number} checks ${way}\n`);
    }
    return samples;
  } finally {
    await workers.releaseAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A text that was never checked before; one in ten fails. */
function scene(number: number): string {
  const body = [
    `title = Text("check ${number}")`,
    "self.play(Write(title))",
    "dots = VGroup(*[Dot() for _ in range(20)]).arrange()",
    "self.play(LaggedStart(*[FadeIn(dot) for dot in dots]))",
    number % 10 === 0 ? `missing_${number}` : `self.wait(${number / 1000})`,
  ];
  return `from manim import *\n\n\nclass A(Scene):\n    def construct(self):\n${body.map((line) => `        ${line}\n`).join("")}`;
}

async function sample(): Promise<Sample> {
  // A run that has answered is still ending.
  await new Promise((resolve) => setTimeout(resolve, 150));
  const pids = processesBelow(process.pid);
  const worker = pids.find((pid) => read(`/proc/${pid}/cmdline`).split("\0")[0]?.endsWith("python") ?? false);
  if (worker === undefined) throw new Error("the worker is not running");
  return {
    megabytes: (Number(read(`/proc/${worker}/statm`).split(" ")[1]) * pageSize) / 1024 ** 2,
    descriptors: readdirSync(`/proc/${worker}/fd`).length,
    processes: pids.length,
    backendDescriptors: readdirSync("/proc/self/fd").length,
  };
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}

function report(measured: { way: Way; samples: Sample[]; seconds: number }[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const fields = {
    "the worker's memory, MB": "megabytes",
    "its descriptors": "descriptors",
    processes: "processes",
    "the backend's descriptors": "backendDescriptors",
  } as const;
  const rows = measured.flatMap(({ way, samples }) =>
    Object.entries(fields).map(([name, field]) => {
      const values = samples.map((one) => one[field]);
      const half = Math.floor(values.length / 2);
      const [first, second] = [median(values.slice(0, half)), median(values.slice(half))];
      const growth = second / first;
      return {
        growth,
        row: `| ${way} | ${name} | ${first.toFixed(1)} | ${second.toFixed(1)} | ${growth.toFixed(3)} |`,
      };
    }),
  );
  const times = measured.map(({ way, seconds }) => `${way}: ${((seconds / checks) * 1000).toFixed(0)} ms a check`);
  const lines = [
    "## A thousand checks in a row",
    "",
    `${date}, ${machine()}. ${checks} checks of texts never seen before, one in ten failing, on one worker in its sandbox. Looked at every ${every} checks; ${times.join(", ")}.`,
    "",
    "| | | median of the first half | of the second | growth |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(({ row }) => row),
  ];
  writePart("manim growth", lines.join("\n"), { date, measured });
  process.stdout.write(`${lines.slice(4).join("\n")}\n`);
  process.exitCode = rows.some(({ growth }) => growth > mostGrowth) ? 1 : 0;
}
