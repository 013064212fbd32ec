/** 10,000 requests through completeEach and GeminiModel beside a bare loop over the SDK, on a loopback server. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { lastLine, withProcess } from "./children.js";
import type { Benefit, BenefitOptions, Memory, MemoryOptions, Speed, SpeedOptions } from "./client.js";
import { contenders } from "./contenders.js";
import { compared, flatness, type SpeedMeasured } from "./speedReport.js";

const folder = import.meta.dirname;
const rounds = 20;
const perRound = 500;
const count = rounds * perRound;
const limit = 50;
const benefitCount = 100;
const benefitLimit = 5;
const latencies = [0, 50];

/** Takes some minutes; says on standard output what it finds. Throws when an answer is wrong or missing. */
export async function measureSpeed(): Promise<SpeedMeasured> {
  const measured: SpeedMeasured = {
    date: new Date().toISOString().slice(0, 10),
    count,
    limit,
    speeds: [],
    memories: [],
    alive: [],
    benefit: null,
  };
  for (const latency of latencies)
    await withProcess([join(folder, "server.mjs"), String(latency)], (url) => measureAt(latency, url, measured));
  return measured;
}

async function measureAt(latency: number, url: string, measured: SpeedMeasured): Promise<void> {
  console.log(`${count} requests each, ${latency} ms latency, ${limit} at once, in ${rounds} turns`);
  const speed = compared(latency, await measure("speed", { url, limit, rounds, perRound }));
  measured.speeds.push(speed);
  console.log(
    `  completeEach takes ${speed.ratio.toFixed(3)} of the bare loop's time (goal: at most 1.10), ${speed.cpuRatio.toFixed(3)} of its processor time`,
  );
  for (const contender of contenders) {
    const { megabytes: resident } = await measure("memory", { url, limit, count, contender, alive: false });
    const memory = { latency, contender, resident, growth: flatness(resident) };
    measured.memories.push(memory);
    console.log(`  ${contender}: last quarter has ${memory.growth.toFixed(3)} of the second quarter's resident memory`);
  }
  if (latency === 0) {
    const options = { url, limit, count, contender: contenders[0], alive: true };
    measured.alive = (await measure("memory", options)).megabytes;
    console.log(
      `  alive after a collection: last quarter has ${flatness(measured.alive).toFixed(3)} of the second quarter`,
    );
    return;
  }
  const benefit = await measure("benefit", { url, limit: benefitLimit, count: benefitCount });
  measured.benefit = { latency, requests: benefitCount, limit: benefitLimit, ...benefit };
  console.log(
    `  concurrency benefit of ${benefitCount} requests, ${benefitLimit} at once: ${benefit.benefit.toFixed(2)}`,
  );
}

/** One measurement in a process of its own, so that none pays for what another left in memory. */
async function measure(kind: "speed", options: SpeedOptions): Promise<Speed>;
async function measure(kind: "memory", options: MemoryOptions): Promise<Memory>;
async function measure(kind: "benefit", options: BenefitOptions): Promise<Benefit>;
async function measure(kind: string, options: object): Promise<unknown> {
  const client = spawn(process.execPath, [join(folder, "client.mjs"), kind, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await lastLine(client, Infinity)) as unknown;
}
