/** The jobs of a queue as those who serve see them: no worker runs here but the one that a test starts. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job } from "../../protocol/job.js";
import { openDesk } from "../../server/src/queue/desk.js";
import { findLost } from "../../server/src/queue/lostTasks.js";
import type { QueueService } from "../../server/src/queue/queueService.js";
import type { Created } from "../../server/src/queue/redisJobs.js";
import { ended, QueueRig, wishOf } from "./queueRig.js";
import { silent } from "./realWorkers.js";

let rig: QueueRig;
let one: QueueService;
let other: QueueService;
beforeAll(async () => {
  rig = await QueueRig.start();
  [one, other] = [await rig.service(), await rig.service()];
});
afterAll(() => rig.close());

const code = (wanted: string) => ({ problem: { code: wanted } });

describe("jobs that many processes serve", () => {
  it("are made once for the same idempotency key, whoever is asked, and however often at once", async () => {
    const wish = wishOf("Once");
    const services = [one, other, one, other, one];
    const made = await Promise.all(services.map((service) => service.create(wish, "ada", "key-1")));
    expect(new Set(made.map(({ job }) => job.id)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect((await one.jobs("ada", { limit: 10, after: null })).jobs).toHaveLength(1);
    await expect(other.create(wishOf("Another"), "ada", "key-1")).rejects.toMatchObject(code("idempotency-conflict"));
    // The same key of another user is another key.
    expect((await other.create(wish, "bob", "key-1")).created).toBe(true);
  });

  it("belong to their user alone", async () => {
    const { job } = await one.create(wishOf("Mine"), "carol", null);
    for (const ask of [
      () => other.job(job.id, "dan"),
      () => other.cancel(job.id, "dan"),
      () => other.retry(job.id, "dan"),
      () => other.remove(job.id, "dan"),
      async () => {
        for await (const change of other.changes(job.id, "dan", -1, AbortSignal.timeout(1000))) expect(change).toBe("");
      },
    ])
      await expect(ask()).rejects.toMatchObject(code("job-missing"));
    expect((await other.jobs("dan", { limit: 10, after: null })).jobs).toEqual([]);
    expect((await other.job(job.id, "carol")).status).toBe("queued");
  });

  it("come in pages, newest first, each once", async () => {
    const made: string[] = [];
    for (let number = 0; number < 7; number++)
      made.push((await one.create(wishOf(`Page ${number}`), "eve", null)).job.id);
    await one.cancel(made[3]!, "eve");
    const pages: Job[][] = [];
    for (let after: string | null = null; ;) {
      const page = await other.jobs("eve", { limit: 3, after });
      pages.push(page.jobs);
      if ((after = page.next) === null) break;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(made.toReversed());
    const cancelled = await other.jobs("eve", { limit: 3, after: null, status: "cancelled" });
    expect(cancelled).toMatchObject({ jobs: [{ id: made[3] }], next: null });
  });

  it("are removed with their files, but not while they run", async () => {
    const { job } = await one.create(wishOf("Away"), "frank", null);
    mkdirSync(join(rig.shared, job.id), { recursive: true });
    writeFileSync(join(rig.shared, job.id, "video.mp4"), "video");
    await expect(other.remove(job.id, "frank")).rejects.toMatchObject(code("job-running"));
    await one.cancel(job.id, "frank");
    await other.remove(job.id, "frank");
    await expect(one.job(job.id, "frank")).rejects.toMatchObject(code("job-missing"));
    expect(await other.objects.head(`${job.id}/video.mp4`, AbortSignal.timeout(1000))).toBeNull();
    expect((await one.jobs("frank", { limit: 10, after: null })).jobs).toEqual([]);
  });

  it("tell their changes from any place on", async () => {
    const { job } = await one.create(wishOf("Changes"), "grace", null);
    await other.cancel(job.id, "grace");
    const { changes } = await ended(one, job.id, "grace");
    expect(changes.map(({ seq, job }) => [seq, job.status])).toEqual([
      [0, "queued"],
      [1, "cancelled"],
    ]);
    const rest = [];
    for await (const change of other.changes(job.id, "grace", 0, AbortSignal.timeout(1000))) rest.push(change.seq);
    expect(rest).toEqual([1]);
  });

  it("take turns: with many of one user waiting, another's first is next", async () => {
    const desk = await openDesk(rig.redis.url);
    const turnOf = async ({ job }: { job: Job }): Promise<number> => (await desk.jobs.get(job.id))!.turn;
    const many: number[] = [];
    for (let number = 0; number < 50; number++)
      many.push(await turnOf(await one.create(wishOf(`Many ${number}`), "heidi", null)));
    expect(many).toEqual([...many].sort((a, b) => a - b));
    expect(new Set(many).size).toBe(50);
    expect(await turnOf(await other.create(wishOf("One"), "ivan", null))).toBe(many[0]);
    await desk.close();
  });

  it("get their tasks from somebody else when who made them was gone before he added them", async () => {
    const desk = await openDesk(rig.redis.url);
    const { request } = (await desk.jobs.get((await one.create(wishOf("Model"), "judy", null)).job.id))!;
    const { id } = (await desk.jobs.create({ ...request, topic: "left behind" }, null, 1)) as Created;
    expect(await desk.tasks.stateOf({ id, attempt: 0 })).toBeNull();
    await findLost({ ...desk, log: silent });
    // Who made it may be about to.
    expect(await desk.tasks.stateOf({ id, attempt: 0 })).toBeNull();
    await findLost({ ...desk, log: silent }, Date.now() + 60_000);
    expect(await desk.tasks.stateOf({ id, attempt: 0 })).toBe("waiting-children");
    await desk.close();
  });

  it("are not made in batches, which one machine alone could follow", async () => {
    await expect(one.create({ ...wishOf("Batch"), mode: "batch" }, "kim", null)).rejects.toMatchObject(
      code("setting-invalid"),
    );
    expect((await one.create({ ...wishOf("Auto"), mode: "auto" }, "kim", null)).job.mode).toBe("interactive");
  });
});

describe("a Redis that may throw jobs away", () => {
  it("is refused at the start, and said by whoever serves already", async () => {
    const redis = new Redis(rig.redis.url);
    await redis.config("SET", "maxmemory-policy", "allkeys-lru");
    await expect(openDesk(rig.redis.url)).rejects.toMatchObject(code("queue-evicts"));
    expect(await one.troubles(AbortSignal.timeout(3000))).toMatchObject([{ code: "queue-evicts" }]);
    await redis.config("SET", "maxmemory-policy", "noeviction");
    expect(await one.troubles(AbortSignal.timeout(3000))).toEqual([]);
    redis.disconnect();
  });
});
