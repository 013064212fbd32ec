/** What each user may have and spend, and that users share: over the engine of one process, and over a queue. */
import { afterEach, describe, expect, it } from "vitest";
import { defaultSettings } from "../../protocol/settings.js";
import { openQueueService } from "../../server/src/queue/queueService.js";
import type { UserLimits } from "../../server/src/service/userLimits.js";
import { LocalObjects } from "../../server/src/storage/objects/localObjects.js";
import { outlineOf } from "./commandLine.js";
import { openEmbedded } from "./embedded.js";
import { ask, generate, serveOver, statusOf, until, type Answer, type Served, type User } from "./httpRig.js";
import type { Opened } from "./httpRoutes.js";
import { QueueRig } from "./queueRig.js";
import { silent } from "./realWorkers.js";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function served(opened: Opened): Promise<Served> {
  closing.push(() => opened.close());
  const server = await serveOver(opened.service);
  closing.push(() => server.close());
  return server;
}

/** One job at a time, and a long one has the place: whatever else is asked for waits, and keeps what is set aside for it. */
async function busyEngine(limits: UserLimits): Promise<Served[]> {
  const server = await served(openEmbedded({ limits, jobConcurrency: 1 }));
  const scenes = Array.from({ length: 6 }, (_, at) => `## Part ${at}\n- point ${at}\n- another\n`);
  const id = await generate(server, { topic: `# Long\n\n${scenes.join("\n")}`, quality: "high" }, { user: "bob" });
  await until(server, id, "running", "bob");
  return [server];
}

/** Two that serve. Nobody works on the queue, so everything waits. */
async function queueWithoutWorkers(limits: UserLimits): Promise<Served[]> {
  const rig = await QueueRig.start();
  closing.push(() => rig.close());
  const open = async (): Promise<Served> => {
    const service = await openQueueService({
      ...{ url: rig.redis.url, objects: new LocalObjects(rig.shared), settings: defaultSettings, limits, log: silent },
      engine: { quote: () => Promise.resolve(null) },
    });
    return served({ service, hidden: [], close: () => service.close() });
  };
  return [await open(), await open()];
}

const paid = (topic: string, max_usd?: number) => ({ topic, provider: "gemini", ...(max_usd && { max_usd }) });
const asking = (server: Served, body: object, user: User = "alice"): Promise<Answer> =>
  ask(server, "/api/v1/videos/generate", { method: "POST", body, user });
/** Wishes that come at the same time, spread over the servers. */
const atOnce = (servers: Served[], wishes: object[]): Promise<Answer[]> =>
  Promise.all(wishes.map((wish, at) => asking(servers[at % servers.length]!, wish)));
const outcomes = (answers: Answer[]): string[] =>
  answers
    .map((answer) => (answer.status === 202 ? "made" : `${answer.status} ${String(answer.json()["code"])}`))
    .sort();

describe.each<[string, (limits: UserLimits) => Promise<Served[]>]>([
  ["the engine of this process", busyEngine],
  ["a queue in Redis", queueWithoutWorkers],
])("limits of users over %s", (_, open) => {
  it("hold a user's day, also for wishes that come at once, and not another's", async () => {
    const servers = await open({ openJobs: 100, dailyUsd: 3 });
    const server = servers[0]!;
    const wishes = Array.from({ length: 6 }, (_, at) => paid(`At once ${at}`, 1));
    const answers = await atOnce(servers, wishes);
    expect(outcomes(answers)).toEqual([...Array<string>(3).fill("402 cap-exceeded"), "made", "made", "made"]);
    const refused = answers.find(({ status }) => status === 402)!;
    expect(refused.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(refused.json()).toMatchObject({
      title: expect.any(String) as string,
      detail: expect.stringContaining("3 USD") as string,
    });
    expect((await asking(server, paid("Another's"), "bob")).status).toBe(202);
    // What costs nothing is not held up by money.
    expect((await asking(server, { topic: "Free", provider: "templates" })).status).toBe(202);
    const made = answers.find(({ status }) => status === 202)!.json<{ job_id: string }>().job_id;
    await ask(server, `/videos/jobs/${made}/cancel`, { method: "POST" });
    expect((await asking(server, paid("In its place", 1))).status).toBe(202);
    const again = await ask(server, `/videos/jobs/${made}/retry`, { method: "POST" });
    expect(outcomes([again])).toEqual(["402 cap-exceeded"]);
  });

  it("hold the number of jobs under way, also for wishes that come at once", async () => {
    const servers = await open({ openJobs: 4, dailyUsd: 0 });
    const server = servers[0]!;
    const wishes = Array.from({ length: 7 }, (_, at) => ({ topic: `At once ${at}`, provider: "templates" }));
    const answers = await atOnce(servers, wishes);
    expect(outcomes(answers)).toEqual([...Array<string>(3).fill("429 too-many-jobs"), "made", "made", "made", "made"]);
    expect((await asking(server, { topic: "Another's", provider: "templates" }, "bob")).status).toBe(202);
    const made = answers.find(({ status }) => status === 202)!.json<{ job_id: string }>().job_id;
    const again = (what: string): Promise<Answer> => ask(server, `/videos/jobs/${made}/${what}`, { method: "POST" });
    await again("cancel");
    expect((await asking(server, { topic: "In its place", provider: "templates" })).status).toBe(202);
    expect(outcomes([await again("retry"), await again("resume")])).toEqual(Array(2).fill("429 too-many-jobs"));
  });
});

describe("two users of one process", () => {
  it("share it: the second's one video comes before the first's many", async () => {
    const server = await served(openEmbedded({ jobConcurrency: 1 }));
    const many: string[] = [];
    for (let at = 0; at < 8; at++) many.push(await generate(server, { topic: outlineOf(`Many ${at}`) }));
    const one = await generate(server, { topic: outlineOf("One") }, { user: "bob" });
    await until(server, one, "completed", "bob");
    const states = await Promise.all(many.map((id) => statusOf(server, id)));
    expect(states.filter(({ status }) => status === "completed").length).toBeLessThanOrEqual(2);
    expect(states.filter(({ status }) => status === "queued").length).toBeGreaterThanOrEqual(5);
  });
});
