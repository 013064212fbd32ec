/** What holds across machines: turns, the pace and the cap of models, keys that stay out of Redis, scenes that never end well. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultSettings } from "../../protocol/settings.js";
import { makeParts, type EngineParts } from "../../server/src/engineParts.js";
import { openDesk, type Desk } from "../../server/src/queue/desk.js";
import { prefix, queueName } from "../../server/src/queue/keys.js";
import { Machine } from "../../server/src/queue/machine.js";
import type { TaskWriter } from "../../server/src/queue/taskWriter.js";
import { Workshop } from "../../server/src/queue/workshop.js";
import { LocalObjects } from "../../server/src/storage/objects/localObjects.js";
import { startGeminiServer, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import { testPython } from "./python.js";
import { ended, expectSteady, QueueRig, wishOf } from "./queueRig.js";
import { silent } from "./realWorkers.js";

let rig: QueueRig;
beforeEach(async () => {
  rig = await QueueRig.start();
});
afterEach(() => rig.close());

describe("one machine and two users", () => {
  it("serves the second user's one video before the first user's many", async () => {
    const service = await rig.service();
    const many: string[] = [];
    for (let number = 0; number < 6; number++)
      many.push((await service.create(wishOf(`Many ${number}`), "ada", null)).job.id);
    const { job } = await service.create(wishOf("One"), "bob", null);
    await rig.worker({}, ["--concurrency", "1"]);
    expect((await ended(service, job.id, "bob")).job.status).toBe("completed");
    const states = await Promise.all(many.map((id) => service.job(id, "ada")));
    expect(states.filter(({ status }) => status === "completed").length).toBeLessThanOrEqual(2);
    expect(states.filter(({ status }) => status === "queued").length).toBeGreaterThanOrEqual(3);
  });
});

describe("a model that several machines ask", () => {
  let gemini: GeminiServer;
  beforeEach(async () => {
    gemini = await startGeminiServer({ scenes: 3 });
  });
  afterEach(() => gemini.close());

  const asking = { provider: "gemini", topic: "What several machines ask" } as const;
  const withKey = () => ({
    ...{ GEMINI_API_KEY: gemini.key, GOOGLE_GEMINI_BASE_URL: gemini.url, USE_RAG: "false" },
  });

  it("is asked no more often than all of them together may, and its key is nowhere in Redis", async () => {
    const env = { ...withKey(), MANIM_VIDEO_REQUESTS_PER_MINUTE: "60" };
    await rig.worker(env);
    await rig.worker(env);
    const service = await rig.service();
    const { job: asked } = await service.create({ ...wishOf("Paced"), ...asking }, "ada", null);
    const { job } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed", usage: { requests: 4 } });
    const times = gemini.requests.filter(({ kind }) => kind === "plan" || kind === "scene").map(({ at }) => at);
    expect(times).toHaveLength(4);
    // A second between two, less what the way there takes now and then.
    for (const [index, at] of times.slice(1).entries()) expect(at - times[index]!).toBeGreaterThan(800);
    const redis = new Redis(rig.redis.url);
    await redis.call("BGREWRITEAOF");
    redis.disconnect();
    const folder = join(rig.redis.folder, "appendonlydir");
    const dump = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), "latin1"))
      .join("");
    expect(dump).toContain(asked.id);
    expect(dump).not.toContain(gemini.key);
  });

  it("is asked within the job's cap, whichever machine asks", async () => {
    await rig.worker(withKey());
    const service = await rig.service();
    const { job: asked } = await service.create({ ...wishOf("Cap"), ...asking, maxUsd: 0.0001 }, "ada", null);
    const { job } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "failed", usage: { requests: 0 } });
    expect(job.problems.map(({ code }) => code)).toEqual(["cap-exceeded"]);
    expect(gemini.requests.filter(({ kind }) => kind === "plan")).toEqual([]);
  });
});

/** A machine on which the second scene of each video goes wrong, whatever it shows. */
class PoisonedWorkshop extends Workshop {
  tried = 0;
  /** Called before each try of the poisoned scene. */
  before = (): Promise<unknown> => Promise.resolve();
  override at: Workshop["at"] = async (held, writer: TaskWriter, signal, work) => {
    if (!writer.claim.name.endsWith("scene 1")) return super.at(held, writer, signal, work);
    this.tried += 1;
    await this.before();
    throw new Error("this scene ends every machine");
  };
}

describe("a scene that no machine can make", () => {
  let desk: Desk;
  let parts: EngineParts;
  let workshop: PoisonedWorkshop;
  let machine: Machine;
  beforeEach(async () => {
    desk = await openDesk(rig.redis.url);
    parts = makeParts({
      ...{ stateFolder: join(rig.root, "poisoned"), installation: process.cwd(), log: silent },
      settings: () => ({ ...defaultSettings(), pythonPath: testPython() }),
      keys: {
        geminiKey: () => Promise.resolve(null),
        hasGeminiKey: () => Promise.resolve(false),
        openaiKey: () => Promise.resolve(null),
      },
      ...{ pythons: () => [], trusted: () => true },
    });
    workshop = new PoisonedWorkshop({ parts, objects: new LocalObjects(rig.shared), redis: desk.redis });
    machine = new Machine({ url: rig.redis.url, desk, workshop, concurrency: 2, log: silent });
  });
  afterEach(async () => {
    await machine.drain(1000);
    await desk.close();
    await parts.lane.close();
    await parts.workers.releaseAll();
    parts.database.close();
  });

  it("is given up after some tries; the video goes on without it, and others are not held up", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("Poisoned"), "ada", null);
    const { job: other } = await service.create(
      { ...wishOf("Sound"), topic: "# Sound\n\n## Only\n- one" },
      "ada",
      null,
    );
    expect((await ended(service, other.id)).job.status).toBe("completed");
    expect((await service.job(asked.id, "ada")).status).toBe("running");
    const { job, changes } = await ended(service, asked.id);
    expect(job).toMatchObject({ status: "completed_with_errors", percentage: 100 });
    expect(job.scenes.map(({ state }) => state)).toEqual(["done", "failed"]);
    expect(job.problems).toMatchObject([{ code: "internal-error", scene: job.scenes[1]!.name }]);
    expect(workshop.tried).toBe(4);
    expectSteady(changes);
  });

  it("counts the machines that it has ended among its tries", async () => {
    const service = await rig.service();
    const { job: asked } = await service.create(wishOf("Deadly"), "ada", null);
    // As BullMQ counts machines that were lost with the task.
    workshop.before = () => desk.redis.hset(`${prefix}:${queueName}:${asked.id}-0-scene-1`, "stc", 3);
    const { job } = await ended(service, asked.id);
    expect(job.status).toBe("completed_with_errors");
    expect(job.problems).toMatchObject([{ code: "worker-lost", scene: job.scenes[1]!.name }]);
    expect(workshop.tried).toBe(1);
  });
});
