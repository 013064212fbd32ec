/** How many videos a machine makes with one worker, with one for each core, and with more; and what a video takes of it. */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { startCli, type Started } from "../../server/commandLine.js";
import { RedisServer } from "../../server/redisServer.js";
import { machine, writePart } from "../page.js";
import { secondsOf, takenBy } from "./processes.js";
import { outline, Served } from "./served.js";

/** Videos for each row: enough that the workers' start, which is not counted, and the last one's end hardly matter. */
const videos = 8;
const template = "Binary search";
const cores = availableParallelism();

const folder = mkdtempSync(join(tmpdir(), "bench-workers-"));
const shared = join(folder, "shared");
const redis = await RedisServer.start();
const client = new Redis(redis.url);

let started = 0;
async function worker(concurrency: number): Promise<Started> {
  const home = join(folder, `machine-${(started += 1)}`);
  const args = ["worker", "--queue", redis.url, "--state", join(home, "state"), "--out", shared];
  const made = startCli([...args, "--concurrency", String(concurrency)], { home });
  await made.said("tasks at once");
  return made;
}

async function ended(workers: Started[]): Promise<void> {
  for (const { child } of workers) child.kill("SIGTERM");
  await Promise.all(workers.map(({ ended }) => ended));
}

const bytesInRedis = async (): Promise<number> => Number(/^used_memory:(\d+)/m.exec(await client.info("memory"))![1]);

interface Throughput {
  workers: number;
  seconds: number;
  bytes: number;
}

/** Every worker takes one task at a time. */
async function throughput(served: Served, count: number): Promise<Throughput> {
  const workers = await Promise.all(Array.from({ length: count }, () => worker(1)));
  // The first video of each pays for what is loaded once.
  await Promise.all(
    workers.map(async (_, at) => {
      await served.finished(await served.generate(outline(`First ${count} ${at}`), "low"));
    }),
  );
  const [from, held] = [performance.now(), await bytesInRedis()];
  const ids: string[] = [];
  for (let at = 0; at < videos; at++) ids.push(await served.generate(outline(`By ${count}, number ${at}`), "low"));
  for (const id of ids) await served.finished(id);
  const seconds = (performance.now() - from) / 1000;
  const bytes = ((await bytesInRedis()) - held) / videos;
  await ended(workers);
  return { workers: count, seconds, bytes };
}

interface Cost {
  quality: string;
  seconds: number;
  processor: number;
  memory: number;
  megabytes: number;
}

/** One whole video of a template by a worker as it is started by default. */
async function cost(served: Served, quality: string): Promise<Cost> {
  const one = await worker(Math.max(2, cores));
  const from = performance.now();
  const id = await served.generate(template, quality);
  let [memory, over] = [0, false];
  const sampling = (async () => {
    while (!over) {
      memory = Math.max(memory, takenBy(one.child.pid!).memory);
      await sleep(1000);
    }
  })();
  await served.finished(id);
  const [seconds, processor] = [(performance.now() - from) / 1000, secondsOf(one.child.pid!)];
  over = true;
  await sampling;
  const megabytes = statSync(join(shared, id, "video.mp4")).size / 1e6;
  await ended([one]);
  return { quality, seconds, processor, memory, megabytes };
}

const served = await Served.start(["--queue", redis.url, "--out", shared]);
try {
  const counts = [...new Set([1, cores, cores + 1, 2 * cores])];
  const throughputs: Throughput[] = [];
  for (const count of counts) throughputs.push(await throughput(served, count));
  const costs: Cost[] = [];
  for (const quality of ["low", "medium", "high"]) costs.push(await cost(served, quality));

  const first = throughputs[0]!;
  const hourly = ({ seconds }: Throughput): number => (videos / seconds) * 3600;
  const rows = throughputs.map(
    (row) =>
      `| ${row.workers}${row.workers > cores ? " (overload)" : ""} | ${hourly(row).toFixed(0)} | ${(hourly(row) / hourly(first)).toFixed(2)} | ${(row.bytes / 1024).toFixed(0)} |`,
  );
  const head =
    "| workers, one task each | videos an hour | times one worker | kB in Redis a video |\n|---|---|---|---|---|";
  const costRows = costs.map(
    ({ quality, ...row }) =>
      `| ${quality} | ${row.seconds.toFixed(0)} | ${row.processor.toFixed(0)} | ${row.memory.toFixed(0)} | ${row.megabytes.toFixed(1)} |`,
  );
  const costHead =
    "| quality | seconds from asking to its end | processor seconds | the worker's memory at most, MB | video, MB |\n|---|---|---|---|---|";
  const text = [
    "## Workers of a queue",
    `${videos} videos of two short scenes each, at low quality, over Redis and a shared folder on the same machine; a worker is a process of its own.`,
    `${head}\n${rows.join("\n")}`,
    `Encoders and the checks beside a render use more than one core for one worker, so a second gains less than its number; workers beyond the cores show overload only.`,
    `One video of the template “${template}” (four scenes) by one worker as it starts by default, what it loads first included:`,
    `${costHead}\n${costRows.join("\n")}`,
    `${machine()}.`,
  ].join("\n\n");
  process.stdout.write(`${text}\n`);
  writePart("http workers", text, { videos, cores, throughputs, template, costs });
} finally {
  await served.close();
  client.disconnect();
  await redis.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
