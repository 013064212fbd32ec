/** Videos made by worker processes over a real Redis. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { framesOf, type Started } from "./commandLine.js";
import { processesNaming } from "./languageClient.js";
import { ended, expectSteady, QueueRig, reached, wishOf } from "./queueRig.js";

let rig: QueueRig;
let worker: Started;
beforeAll(async () => {
  rig = await QueueRig.start();
  worker = await rig.worker();
});
afterAll(() => rig.close());

describe("a video over the queue", () => {
  it("is made by machines that share nothing but Redis and the storage", async () => {
    await rig.worker();
    const [one, other] = [await rig.service(), await rig.service()];
    const { job: asked, created } = await one.create(wishOf("Primes"), "ada", null);
    expect({ created, status: asked.status }).toEqual({ created: true, status: "queued" });
    const { job, changes } = await ended(other, asked.id);
    expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
    expectSteady(changes);
    for (const file of ["video", "thumbnail", "captions", "subtitles", "code", "metadata"] as const)
      expect(await other.fileOf(job, file), file).not.toBeNull();
    expect(framesOf(join(rig.shared, job.video!))).toBeGreaterThan(10);
    const { stages, jobs } = await other.figures();
    expect(jobs).toMatchObject({ completed: 1, running: 0, queued: 0 });
    expect(stages.rendering?.count).toBe(1);
  });

  it("goes on at another machine when one is lost in the middle of a scene", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("A lost machine"), "ada", null);
    await reached(service, asked.id, ({ scenes }) => scenes.some(({ state }) => state === "rendering"));
    for (const { child } of rig.workers) child.kill("SIGKILL");
    worker = await rig.worker();
    const { job, changes } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
    expectSteady(changes);
    expect(changes.filter(({ job }) => job.status === "completed")).toHaveLength(1);
  });

  it("stops everywhere within a second when it is cancelled, and can be taken up again", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("Not wanted any more"), "ada", null);
    await reached(service, asked.id, ({ scenes }) => scenes.some(({ state }) => state === "rendering"));
    const [at, last] = [Date.now(), (await rig.service()).cancel(asked.id, "ada")];
    expect(await last).toMatchObject({ status: "cancelled" });
    await expect.poll(() => rig.tasksUnderWay(), { timeout: 2000, interval: 20 }).toBe(0);
    expect(Date.now() - at).toBeLessThan(1000);
    expect(await service.job(asked.id, "ada")).toMatchObject({ status: "cancelled" });
    const again = await service.retry(asked.id, "ada");
    expect(again.status).toBe("queued");
    const { job, changes } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed", percentage: 100 });
    expectSteady(changes);
  });

  it("goes on when Redis is killed in the middle and comes back", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("Without Redis"), "ada", null);
    await reached(service, asked.id, ({ scenes }) => scenes.some(({ state }) => state === "rendering"));
    await rig.redis.kill();
    const signal = new AbortController().signal;
    expect((await service.troubles(signal)).map(({ code }) => code)).toEqual(["queue-unavailable"]);
    await expect(service.create(wishOf("Now"), "ada", null)).rejects.toMatchObject({
      problem: { code: "queue-unavailable" },
    });
    await rig.redis.start();
    const { job, changes } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
    expectSteady(changes);
    expect(await service.troubles(signal)).toEqual([]);
  });

  it("is left to others by a machine that is told to end: it finishes what it has, and exits well", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("Draining"), "ada", null);
    await reached(service, asked.id, ({ scenes }) => scenes.some(({ state }) => state === "rendering"));
    worker.child.kill("SIGTERM");
    const { code, stderr } = await worker.ended;
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(processesNaming(rig.root)).toEqual([]);
    const left = await service.job(asked.id, "ada");
    expect(left.status).toBe("running");
    // What it was rendering is rendered.
    expect(left.scenes.some(({ state }) => state === "done")).toBe(true);
    worker = await rig.worker();
    const { job, changes } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed", problems: [] });
    expectSteady(changes);
  });
});
