/**
 * Workers, a serving process, Redis and the S3 server, killed in random order while videos are made; every second video
 * asks a model that counts what it is asked. For a long run:
 * MANIM_VIDEO_TEST_QUEUE_VIDEOS=30 npx vitest run --project server test/server/queueKills.test.ts
 */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Job, SceneState } from "../../protocol/job.js";
import { servedFiles, type JobChange, type VideoWish } from "../../server/src/service/videoService.js";
import { seeded } from "../fixtures/batch/seeded.js";
import { startGeminiServer, type GeminiServer } from "../fixtures/gemini/geminiServer.js";
import type { RecordedRequest } from "../fixtures/gemini/scenario.js";
import { soakFigure } from "../fixtures/soakFigure.js";
import { framesOf, type Started } from "./commandLine.js";
import { ended, expectSteady, QueueRig, wishOf } from "./queueRig.js";
import { S3Server } from "./s3Server.js";

const soak = process.env["MANIM_VIDEO_SOAK"] === "1";
const videos = Number(process.env["MANIM_VIDEO_TEST_QUEUE_VIDEOS"] ?? (soak ? 30 : 4));
const seed = Number(process.env["MANIM_VIDEO_TEST_SEED"] ?? 20261121);
const random = seeded(seed);
/** Milliseconds between two kills: a lost machine's scene is taken over after some ten seconds. */
const [shortest, longest] = [2000, 6000];
/** Whoever serves without tokens has one user. */
const user = "local";

/** Milliseconds for all of them: on two cores, each with its share of lost work. */
const bound = (videos * 60 + 240) * 1000;

/** Tasks of each worker, so that it is known how many a kill may take along. */
const atOnce = 2;

let bucket: S3Server;
let gemini: GeminiServer;
let rig: QueueRig;
beforeAll(async () => {
  bucket = await S3Server.start();
  // An answer that takes a moment is one that a kill can cut off.
  gemini = await startGeminiServer({
    scenes: 2,
    steps: [{ behaviour: { do: "slow", milliseconds: 500 }, times: 0 }],
  });
  rig = await QueueRig.start(bucket);
});
afterAll(async () => {
  await rig.close();
  await gemini.close();
  await bucket.close();
});

/** The first half of a title like this is found again in what the model is asked. */
const titleOf = (index: number): string => `Video ${index} of many`;
const isPaid = (index: number): boolean => index % 2 === 1;

function wishAt(index: number): VideoWish {
  const wish = wishOf(titleOf(index));
  return isPaid(index) ? { ...wish, topic: titleOf(index), provider: "gemini", maxUsd: 5 } : wish;
}

/** What was asked of the model for a video, by what it was asked for: the plan, and the class of each scene. */
function askedFor(index: number): Map<string, RecordedRequest[]> {
  const own = gemini.requests.filter(({ prompt }) => new RegExp(`\\b${titleOf(index)}\\b`).test(prompt));
  return Map.groupBy(own, ({ kind, scene }) => (kind === "plan" ? "plan" : `${kind} ${scene}`));
}

/**
 * Nothing is paid for that is there: what was asked again was cut off by a kill, and once a text is written, its request
 * never comes again. Answers how many were asked again.
 */
function expectPaidOnce(index: number, job: Job, changes: JobChange[]): number {
  const asked = askedFor(index);
  expect([...asked.keys()].sort()).toEqual(["plan", ...job.scenes.map(({ name }) => `scene ${name}`)].sort());
  const reached = (wanted: (job: Job) => boolean): number => Date.parse(changes.find(({ job }) => wanted(job))!.at);
  for (const [what, requests] of asked) {
    const there = reached(({ scenes }) =>
      what === "plan"
        ? scenes.some(({ state }) => state !== "planned")
        : scenes.some((scene) => `scene ${scene.name}` === what && isWritten(scene)),
    );
    const late = requests.filter(({ at }) => at > there);
    expect({ what, late: late.map(({ at }) => at - there) }).toEqual({ what, late: [] });
  }
  const all = [...asked.values()].flat().length;
  // Each answer that came is in the bill, whatever became of who had asked; those cut off may be missing.
  expect(job.usage.requests).toBeGreaterThanOrEqual(asked.size);
  expect(job.usage.requests).toBeLessThanOrEqual(all);
  return all - asked.size;
}

const isWritten = ({ state }: { state: SceneState }): boolean => state !== "planned" && state !== "writing";

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** One end, and the keys of its files told once. */
function expectEndedOnce(changes: JobChange[]): void {
  const ends = changes.filter(({ job }) => job.status === "completed");
  expect(ends).toHaveLength(1);
  expect(changes.at(-1)).toBe(ends[0]);
}

/** The bucket holds the files of each job and nothing else, and none was uploaded again after its job had ended. */
async function expectUploadedOnce(jobs: Job[]): Promise<void> {
  expect(await bucket.unfinished()).toEqual([]);
  const wanted = jobs.flatMap(({ id }) => Object.values(servedFiles).map((name) => `${id}/${name}`));
  const objects = await bucket.objects();
  expect(objects.map(({ key }) => key)).toEqual(wanted.sort());
  const ends = new Map(jobs.map(({ id, updatedAt }) => [id, Date.parse(updatedAt)]));
  // The bucket's times are whole seconds.
  for (const { key, modified } of objects)
    expect(modified, key).toBeLessThanOrEqual(ends.get(key.split("/")[0]!)! + 1000);
}

/** Asks a server for a video until it has answered: the key says that it is the same wish each time. */
async function ask(index: number, url: () => string): Promise<{ id: string; status: number }> {
  const { topic, quality, provider, maxUsd } = wishAt(index);
  const body = JSON.stringify({ topic, quality, provider, max_usd: maxUsd });
  const headers = { "content-type": "application/json", "idempotency-key": `key-${index}` };
  for (;;) {
    const answer = await fetch(`${url()}/videos/generate`, { method: "POST", headers, body }).catch(() => null);
    if (answer !== null) {
      const { job_id: id } = (await answer.json()) as { job_id: string };
      return { id, status: answer.status };
    }
    await pause(100);
  }
}

const kinds = ["worker", "redis", "s3", "serve"] as const;
type Kind = (typeof kinds)[number];

/** Each of them comes before any comes again. */
function* randomKinds(): Generator<Kind, never> {
  for (;;)
    yield* kinds
      .map((kind) => ({ kind, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ kind }) => kind);
}

describe(`${videos} videos while everything is killed (seed ${seed})`, () => {
  it(
    "are all made, none twice, none lost",
    async () => {
      const worker = () =>
        rig.worker({ GEMINI_API_KEY: gemini.key, GOOGLE_GEMINI_BASE_URL: gemini.url, USE_RAG: "false" }, [
          ...["--concurrency", String(atOnce)],
        ]);
      const workers: Started[] = [await worker(), await worker()];
      let server = await rig.server();
      const kills: Record<Kind, () => Promise<void>> = {
        worker: async () => {
          const place = random() < 0.5 ? 0 : 1;
          workers[place]?.child.kill("SIGKILL");
          await workers[place]?.ended;
          workers[place] = await worker();
        },
        redis: async () => {
          await rig.redis.kill();
          await pause(500 + random() * 2000);
          await rig.redis.start();
        },
        s3: async () => {
          await bucket.down();
          await pause(500 + random() * 2000);
          await bucket.up();
        },
        serve: async () => {
          server.process.child.kill("SIGKILL");
          await server.process.ended;
          server = await rig.server();
        },
      };
      const asking = Promise.all(Array.from({ length: videos }, (_, index) => ask(index, () => server.url)));
      const killed: Kind[] = ["serve"];
      await kills.serve();
      const made = (await asking).map(({ id }) => id);
      expect(new Set(made).size).toBe(videos);
      const over = new AbortController();
      const killing = (async () => {
        for (const kind of randomKinds()) {
          await pause(shortest + random() * (longest - shortest));
          if (over.signal.aborted) return;
          killed.push(kind);
          await kills[kind]();
        }
      })();
      const service = await rig.service();
      let paidAgain = 0;
      try {
        for (const [index, id] of made.entries()) {
          const { job, changes } = await ended(service, id, user, bound);
          expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
          expectSteady(changes);
          expectEndedOnce(changes);
          if (isPaid(index)) paidAgain += expectPaidOnce(index, job, changes);
        }
      } finally {
        over.abort();
        await killing;
      }
      const count = (wanted: Kind): number => killed.filter((kind) => kind === wanted).length;
      expect(paidAgain).toBeLessThanOrEqual(count("worker") * atOnce);
      // Whoever asks again with the same keys makes nothing new.
      for (const [index, id] of made.entries())
        expect(await ask(index, () => server.url)).toMatchObject({ id, status: 202 });
      await expect.poll(() => rig.tasksLeft(), { timeout: 30_000 }).toBe(0);
      const { jobs } = await service.jobs(user, { limit: 100, after: null });
      expect(jobs.map(({ id }) => id).sort()).toEqual([...made].sort());
      await expectUploadedOnce(jobs);
      const file = join(rig.root, "last.mp4");
      for (const job of jobs) {
        const found = await service.objects.read(
          (await service.fileOf(job, "video"))!.key,
          AbortSignal.timeout(10_000),
        );
        await pipeline(found!.body, createWriteStream(file));
        expect(framesOf(file)).toBeGreaterThan(10);
      }
      const counts = kinds.map((kind) => `${kind} ${count(kind)}`).join(", ");
      const again = `${paidAgain} of ${gemini.requests.length} requests to the model asked again after a kill`;
      soakFigure(`${videos} videos over ${killed.length} kills (${counts}); ${again}`);
    },
    bound + 60_000,
  );
});
