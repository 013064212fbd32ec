/**
 * `npm run bench -- batch`: 10,000 requests through completeEach and GeminiModel beside a bare loop over the SDK, on a
 * loopback server. Writes test-output/bench-batch.json and its part of docs/benchmarks.md.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Benefit, BenefitOptions, Memory, MemoryOptions, Speed, SpeedOptions } from "./client.js";
import { contenders } from "./contenders.js";
import { compared, flatness, write, type Measured } from "./report.js";

const folder = import.meta.dirname;
const rounds = 20;
const perRound = 500;
const count = rounds * perRound;
const limit = 50;
const benefitCount = 100;
const benefitLimit = 5;
const latencies = [0, 50];

async function withServer<T>(latency: number, work: (url: string) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [join(folder, "server.mjs"), String(latency)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    return await work(await lastLine(server, 1));
  } finally {
    server.stdin.end();
    await once(server, "exit");
  }
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

/** The line after which no more are waited for. */
async function lastLine(child: ChildProcess, lines: number): Promise<string> {
  if (child.stdout === null) throw new Error("The process has no output.");
  let last = "";
  let read = 0;
  for await (const line of createInterface(child.stdout)) {
    last = line;
    read += 1;
    if (read >= lines) break;
  }
  if (last === "") throw new Error("The process printed nothing.");
  return last;
}

const measured: Measured = {
  date: new Date().toISOString().slice(0, 10),
  count,
  limit,
  speeds: [],
  memories: [],
  alive: [],
  benefit: null,
};
for (const latency of latencies) {
  await withServer(latency, async (url) => {
    console.log(`${count} requests each, ${latency} ms latency, ${limit} at once, in ${rounds} turns`);
    const times = await measure("speed", { url, limit, rounds, perRound });
    const speed = compared(latency, times);
    measured.speeds.push(speed);
    console.log(
      `  completeEach takes ${speed.ratio.toFixed(3)} of the bare loop's time (goal: at most 1.10), ${speed.cpuRatio.toFixed(3)} of its processor time`,
    );
    for (const contender of contenders) {
      const { megabytes: resident } = await measure("memory", { url, limit, count, contender, alive: false });
      const memory = { latency, contender, resident, growth: flatness(resident) };
      measured.memories.push(memory);
      console.log(
        `  ${contender}: last quarter has ${memory.growth.toFixed(3)} of the second quarter's resident memory`,
      );
    }
    if (latency === 0) {
      const options = { url, limit, count, contender: contenders[0], alive: true };
      measured.alive = (await measure("memory", options)).megabytes;
      console.log(
        `  alive after a collection: last quarter has ${flatness(measured.alive).toFixed(3)} of the second quarter`,
      );
    } else {
      measured.benefit = {
        latency,
        requests: benefitCount,
        limit: benefitLimit,
        ...(await measure("benefit", { url, limit: benefitLimit, count: benefitCount })),
      };
      console.log(
        `  concurrency benefit of ${benefitCount} requests, ${benefitLimit} at once: ${measured.benefit.benefit.toFixed(2)}`,
      );
    }
  });
}
write(measured);
