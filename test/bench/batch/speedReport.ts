/** What many requests at once took, as a part of docs/benchmarks.md and as a picture. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Speed } from "./client.js";
import type { Contender } from "./contenders.js";
import { machine, writePart } from "../page.js";

export interface ComparedSpeed {
  latency: number;
  /** Median over the turns of completeEach's time by the bare loop's. */
  ratio: number;
  /** Half of the turns' ratios lie between these. */
  quartiles: [number, number];
  /** The same of processor time, which other programs of the machine disturb less. */
  cpuRatio: number;
  /** Seconds for all requests. */
  seconds: Record<Contender, number>;
}

export interface ResidentMemory {
  latency: number;
  contender: Contender;
  resident: number[];
  growth: number;
}

export interface SpeedMeasured {
  date: string;
  count: number;
  limit: number;
  speeds: ComparedSpeed[];
  memories: ResidentMemory[];
  /** Megabytes of completeEach's run that outlive a collection, at equal numbers of answers. */
  alive: number[];
  benefit: { latency: number; requests: number; limit: number; benefit: number; wall: number } | null;
}

const picture = "benchmarks-batch-memory.svg";

export function compared(latency: number, times: Speed): ComparedSpeed {
  const { completeEach, "bare loop": bare } = times;
  const ratios = (ours: number[], theirs: number[]): number[] => ours.map((one, round) => one / (theirs[round] ?? NaN));
  const sum = (all: number[]): number => all.reduce((total, one) => total + one, 0);
  const wall = ratios(completeEach.wall, bare.wall);
  return {
    latency,
    ratio: quantile(wall, 0.5),
    quartiles: [quantile(wall, 0.25), quantile(wall, 0.75)],
    cpuRatio: quantile(ratios(completeEach.cpu, bare.cpu), 0.5),
    seconds: { completeEach: sum(completeEach.wall), "bare loop": sum(bare.wall) },
  };
}

/** Median of the last quarter by the median of the second one: the first is the program warming up. */
export function flatness(resident: number[]): number {
  const quarter = Math.floor(resident.length / 4);
  return quantile(resident.slice(-quarter), 0.5) / quantile(resident.slice(quarter, 2 * quarter), 0.5);
}

export function writeSpeed(measured: SpeedMeasured): void {
  writeFileSync(join("docs", picture), chart(measured.memories));
  writePart("batch speed", markdown(measured), measured);
}

function markdown({ date, count, limit, speeds, memories, alive, benefit }: SpeedMeasured): string {
  const speedRows = speeds.map(({ latency, ratio, quartiles, cpuRatio, seconds }) => {
    const rate = (of: Contender): string => `${Math.round(count / seconds[of])}/s`;
    const half = quartiles.map((one) => one.toFixed(2)).join(" to ");
    return `| ${latency} ms | ${rate("completeEach")} | ${rate("bare loop")} | ${ratio.toFixed(3)} (${half}) | ${cpuRatio.toFixed(3)} |`;
  });
  const memoryRows = memories.map(
    ({ latency, contender, resident, growth }) =>
      `| ${latency} ms | ${contender} | ${Math.max(...resident).toFixed(0)} MB | ${growth.toFixed(3)} |`,
  );
  const share =
    benefit === null
      ? []
      : [
          `Concurrency benefit (sum of the requests' times by wall time) of ${benefit.requests} requests of ${benefit.latency} ms, ${benefit.limit} at once: **${benefit.benefit.toFixed(2)}**.\n`,
        ];
  return [
    "## Many requests\n",
    `${date}, ${machine()}. ${count} requests each to a loopback server in a process of its own, ${limit} at once:`,
    "`completeEach` over `GeminiModel` beside a bare loop over `@google/genai`, in turns within one run. The goal is a ratio of at most 1.10.\n",
    "| latency | completeEach | bare loop | time, ours by bare: median (middle half) | processor time, ours by bare |",
    "| --- | --- | --- | --- | --- |",
    ...speedRows,
    "",
    "Resident memory, each in a fresh process. Growth is the median of the last quarter by that of the second.\n",
    "| latency | | most | growth |",
    "| --- | --- | --- | --- |",
    ...memoryRows,
    "",
    `What is alive after a garbage collection in \`completeEach\`'s run, at most: ${Math.max(...alive).toFixed(1)} MB, growth ${flatness(alive).toFixed(3)}; the rest is garbage that V8 has not yet collected.\n`,
    `![Resident memory over ${count} requests](${picture})\n`,
    ...share,
  ].join("\n");
}

/** Lines of resident memory over the requests. */
function chart(memories: ResidentMemory[]): string {
  const [width, height, left, bottom, top] = [760, 300, 56, 40, 16];
  const most = Math.ceil(Math.max(...memories.flatMap(({ resident }) => resident)) / 50) * 50;
  const y = (megabytes: number): number => height - bottom - (megabytes / most) * (height - bottom - top);
  const colors = ["#0b6bcb", "#c2410c", "#0f766e", "#7c3aed"];
  const grid = Array.from({ length: most / 50 + 1 }, (_, step) => step * 50).map(
    (value) =>
      `<line x1="${left}" x2="${width - 12}" y1="${y(value)}" y2="${y(value)}" stroke="#ddd"/><text x="${left - 6}" y="${y(value) + 4}" text-anchor="end">${value}</text>`,
  );
  const lines = memories.map(({ resident, latency, contender }, at) => {
    const x = (index: number): number => left + ((index + 1) / resident.length) * (width - left - 12);
    const points = resident.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(" ");
    const color = colors[at % colors.length];
    const key = `<text x="${left + 12 + 180 * at}" y="${height - 8}" fill="${color}">${contender}, ${latency} ms</text>`;
    return `<polyline points="${points}" fill="none" stroke="${color}" stroke-width="1.5"/>${key}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="12">MB resident, over the requests answered</text>
${[...grid, ...lines].join("\n")}
</svg>
`;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const [below = NaN, above = NaN] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}
