/** Redis, a shared folder, worker processes and a service, for tests of a queue. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { expect } from "vitest";
import { isFinal, type Job } from "../../protocol/job.js";
import { defaultSettings } from "../../protocol/settings.js";
import { openDesk } from "../../server/src/queue/desk.js";
import { prefix, queueName } from "../../server/src/queue/keys.js";
import { QueueService } from "../../server/src/queue/queueService.js";
import { openRedis } from "../../server/src/queue/redis.js";
import type { JobChange, VideoWish } from "../../server/src/service/videoService.js";
import { openStorage } from "../../server/src/storage/objects/openStorage.js";
import { startCli, type Started } from "./commandLine.js";
import { silent } from "./realWorkers.js";
import { RedisServer } from "./redisServer.js";
import type { S3Server } from "./s3Server.js";

/** What a test waits for at most, in milliseconds. */
export const patience = 300_000;

export class QueueRig {
  readonly root = mkdtempSync(join(tmpdir(), "queue-"));
  /** Stands for the storage that machines share. */
  readonly shared = join(this.root, "shared");
  private readonly services: QueueService[] = [];
  readonly workers: Started[] = [];
  private readonly machines: Started[] = [];
  private readonly redisClient: Redis;

  private constructor(
    readonly redis: RedisServer,
    private readonly bucket: S3Server | null,
  ) {
    this.redisClient = openRedis(redis.url);
  }

  /** How many tasks BullMQ holds for being worked on. */
  tasksUnderWay(): Promise<number> {
    return this.redisClient.llen(`${prefix}:${queueName}:active`);
  }

  /** How many tasks BullMQ holds for being worked on, now or later. */
  async tasksLeft(): Promise<number> {
    const key = (name: string): string => `${prefix}:${queueName}:${name}`;
    const counts = await Promise.all([
      ...["active", "wait", "paused"].map((name) => this.redisClient.llen(key(name))),
      ...["prioritized", "delayed", "waiting-children"].map((name) => this.redisClient.zcard(key(name))),
    ]);
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** Machines share a bucket where one is given, else a folder. Whoever gives it closes it. */
  static async start(bucket: S3Server | null = null): Promise<QueueRig> {
    return new QueueRig(await RedisServer.start(), bucket);
  }

  /** One of the processes behind a load balancer, as far as Redis can tell. */
  async service(): Promise<QueueService> {
    const service = new QueueService({
      desk: await openDesk(this.redis.url),
      objects: await openStorage(this.bucket?.settings() ?? defaultSettings(), this.bucketKeys(), this.shared),
      settings: () => ({ ...defaultSettings(), quality: "low", provider: "templates" }),
      engine: { quote: () => Promise.resolve(null) },
      limits: { openJobs: 1000, dailyUsd: 0 },
      log: silent,
    });
    this.services.push(service);
    return service;
  }

  /** A machine of its own, with its own state folder; resolves once it takes tasks. */
  async worker(env: Record<string, string> = {}, args: string[] = []): Promise<Started> {
    const { process } = await this.machine("worker", env, args, "tasks at once");
    this.workers.push(process);
    return process;
  }

  /** A serving process of its own, on loopback; its user is `local`. */
  async server(): Promise<{ process: Started; url: string }> {
    const { process, said } = await this.machine("serve", {}, ["--port", "0"], '"msg":"serving"');
    return { process, url: /"url":"([^"]+)".*"msg":"serving"/.exec(said)![1]! };
  }

  private async machine(command: string, env: Record<string, string>, args: string[], ready: string) {
    const home = join(this.root, `machine-${this.machines.length}`);
    const places = ["--state", join(home, "state"), "--out", this.shared];
    const bucket: Record<string, string> =
      this.bucket === null ? {} : { S3_BUCKET: this.bucket.bucket, S3_ENDPOINT_URL: this.bucket.url };
    const all = { ...bucket, ...this.bucketKeys(), ...env };
    const process = startCli([command, "--queue", this.redis.url, ...places, ...args], { home, env: all });
    this.machines.push(process);
    return { process, said: await process.said(ready) };
  }

  private bucketKeys(): Record<string, string> {
    return this.bucket?.environment() ?? {};
  }

  async close(): Promise<void> {
    for (const { child } of this.machines) child.kill("SIGKILL");
    await Promise.all(this.machines.map(({ ended }) => ended));
    await Promise.all(this.services.map((service) => service.close()));
    this.redisClient.disconnect();
    await this.redis.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A wish for a video of two short scenes that no other title has, so that no machine has them in its cache. */
export function wishOf(title: string): VideoWish {
  const scene = (name: string): string => `## ${name}\n- ${title}\n- a second point\n`;
  return { topic: `# ${title}\n\n${scene("First")}\n${scene("Second")}`, quality: "low", provider: "templates" };
}

/** Waits until the job has ended; answers it with all its changes. */
export async function ended(
  service: QueueService,
  id: string,
  user = "ada",
  bound = patience,
): Promise<{ job: Job; changes: JobChange[] }> {
  const changes: JobChange[] = [];
  for await (const change of service.changes(id, user, -1, AbortSignal.timeout(bound))) changes.push(change);
  const job = await service.job(id, user);
  if (!isFinal(job.status)) throw new Error(`${id} has not ended: ${JSON.stringify(job)}`);
  return { job, changes };
}

/** Waits for the first change of the job that is as wanted. */
export async function reached(
  service: QueueService,
  id: string,
  wanted: (job: Job) => boolean,
  user = "ada",
): Promise<Job> {
  for await (const { job } of service.changes(id, user, -1, AbortSignal.timeout(patience))) if (wanted(job)) return job;
  throw new Error(`${id} never came so far: ${JSON.stringify(await service.job(id, user))}`);
}

/** No change is missing, the percentage never falls, and no scene is rendered that was done before. */
export function expectSteady(changes: JobChange[]): void {
  expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index));
  const percentages = changes.map(({ job }) => job.percentage);
  expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
  const done = new Set<number>();
  for (const { job } of changes)
    for (const { index, state } of job.scenes) {
      if (state === "done") done.add(index);
      if (state === "rendering") expect([...done]).not.toContain(index);
    }
}
