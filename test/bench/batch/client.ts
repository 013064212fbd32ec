/**
 * One measurement in a fresh process: `node client.mjs speed|memory|benefit <JSON of its options>`; the last line it
 * prints is the result as JSON.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { completeMany } from "../../../server/src/llm/completion/completeMany.js";
import { GeminiModel } from "../../../server/src/llm/gemini/geminiModel.js";
import { contenders, run, type Contender } from "./contenders.js";

export interface SpeedOptions {
  url: string;
  limit: number;
  rounds: number;
  perRound: number;
}

/** Seconds of each round, the two contenders' rounds taking turns: on the wall, and of this process's processor time. */
export type Speed = Record<Contender, { wall: number[]; cpu: number[] }>;

export interface MemoryOptions {
  url: string;
  limit: number;
  count: number;
  contender: Contender;
  /** Collect garbage before each look, and look at what is alive instead of what is resident. */
  alive: boolean;
}

export interface Memory {
  /** At equal numbers of answers. */
  megabytes: number[];
}

export interface BenefitOptions {
  url: string;
  limit: number;
  count: number;
}

export interface Benefit {
  /** Sum of the requests' times by wall time. */
  benefit: number;
  wall: number;
}

const samples = 100;

async function speed({ url, limit, rounds, perRound }: SpeedOptions): Promise<Speed> {
  const times: Speed = { completeEach: { wall: [], cpu: [] }, "bare loop": { wall: [], cpu: [] } };
  for (const contender of contenders) await run(contender, { url, limit, count: Math.min(300, perRound) });
  for (let round = 0; round < rounds; round += 1) {
    // Who goes first changes each time: what one leaves behind for the collector is paid by the next.
    const order = round % 2 === 0 ? contenders : [...contenders].reverse();
    const tokens = new Set<number>();
    for (const contender of order) {
      const start = performance.now();
      const cpu = process.cpuUsage();
      tokens.add(await run(contender, { url, limit, count: perRound }));
      const used = process.cpuUsage(cpu);
      times[contender].wall.push((performance.now() - start) / 1000);
      times[contender].cpu.push((used.user + used.system) / 1e6);
    }
    if (tokens.size !== 1) throw new Error("The two did not do the same work.");
  }
  return times;
}

async function memory({ url, limit, count, contender, alive }: MemoryOptions): Promise<Memory> {
  const megabytes: number[] = [];
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  let answers = 0;
  const answered = (): void => {
    answers += 1;
    if (answers % Math.ceil(count / samples) !== 0) return;
    if (alive) collect();
    megabytes.push((alive ? process.memoryUsage().heapUsed : process.memoryUsage.rss()) / 1e6);
  };
  await run(contender, { url, limit, count, answered });
  return { megabytes };
}

async function benefit({ url, limit, count }: BenefitOptions): Promise<Benefit> {
  const model = new GeminiModel({ model: "gemini-3.8-flash", key: () => Promise.resolve("bench"), baseUrl: url });
  const requests = Array.from({ length: count }, (_, index) => ({ prompt: `nonce-${index}` }));
  await completeMany(model, requests.slice(0, limit), { maxConcurrent: limit });
  const { totals } = await completeMany(model, requests, { maxConcurrent: limit });
  if (totals.failed_requests > 0) throw new Error(JSON.stringify(totals.errors));
  return { benefit: totals.total_elapsed_time / totals.wall_time, wall: totals.wall_time };
}

const [kind = "", options = "{}"] = process.argv.slice(2);
const given: unknown = JSON.parse(options);
const result =
  kind === "speed"
    ? await speed(given as SpeedOptions)
    : kind === "memory"
      ? await memory(given as MemoryOptions)
      : await benefit(given as BenefitOptions);
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
