/**
 * Workers, a serving process, Redis and the S3 server, killed in random order while videos are made. For a long run:
 * MANIM_VIDEO_TEST_QUEUE_VIDEOS=30 npx vitest run --project server test/server/queueKills.test.ts
 */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueService } from "../../server/src/queue/queueService.js";
import { seeded } from "../fixtures/batch/seeded.js";
import { soakFigure } from "../fixtures/soakFigure.js";
import { framesOf, type Started } from "./commandLine.js";
import { ended, expectSteady, QueueRig, wishOf } from "./queueRig.js";
import { S3Server } from "./s3Server.js";

const soak = process.env["MANIM_VIDEO_SOAK"] === "1";
const videos = Number(process.env["MANIM_VIDEO_TEST_QUEUE_VIDEOS"] ?? (soak ? 30 : 4));
const seed = Number(process.env["MANIM_VIDEO_TEST_SEED"] ?? 20261121);
const random = seeded(seed);
/** Milliseconds between two kills: a lost machine's scene is taken over after some ten seconds. */
const [shortest, longest] = soak ? [5000, 20_000] : [2000, 9000];

/** Milliseconds for all of them: on two cores, each with its share of lost work. */
const bound = (videos * 60 + 240) * 1000;

let bucket: S3Server;
let rig: QueueRig;
beforeAll(async () => {
  bucket = await S3Server.start();
  rig = await QueueRig.start(bucket);
});
afterAll(async () => {
  await rig.close();
  await bucket.close();
});

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

describe(`${videos} videos while everything is killed (seed ${seed})`, () => {
  it(
    "are all made, none twice, none lost",
    async () => {
      const workers: Started[] = [await rig.worker(), await rig.worker()];
      let service: QueueService = await rig.service();
      const made = await Promise.all(
        Array.from({ length: videos }, (_, index) => service.create(wishOf(`Video ${index}`), "ada", `key-${index}`)),
      );
      const kills: Record<string, () => Promise<void>> = {
        worker: async () => {
          const place = random() < 0.5 ? 0 : 1;
          workers[place]?.child.kill("SIGKILL");
          await workers[place]?.ended;
          workers[place] = await rig.worker();
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
          await service.close();
          service = await rig.service();
        },
      };
      const killed: string[] = [];
      const over = new AbortController();
      const killing = (async () => {
        for (;;) {
          await pause(shortest + random() * (longest - shortest));
          if (over.signal.aborted) return;
          const name = Object.keys(kills)[Math.floor(random() * 4)]!;
          killed.push(name);
          await kills[name]!();
        }
      })();
      try {
        const watching = await rig.service();
        for (const { job } of made) {
          const { job: last, changes } = await ended(watching, job.id, "ada", bound);
          expect(last).toMatchObject({ status: "completed", percentage: 100, problems: [] });
          expectSteady(changes);
        }
      } finally {
        over.abort();
        await killing;
      }
      const page = await service.jobs("ada", { limit: 100, after: null });
      expect(page.jobs.map(({ id }) => id).sort()).toEqual(made.map(({ job }) => job.id).sort());
      const file = join(rig.root, "last.mp4");
      for (const job of page.jobs) {
        const found = await service.objects.read((await service.fileKey(job, "video"))!, AbortSignal.timeout(10_000));
        await pipeline(found!.body, createWriteStream(file));
        expect(framesOf(file)).toBeGreaterThan(10);
      }
      expect(await bucket.unfinished()).toEqual([]);
      expect(killed.length).toBeGreaterThan(0);
      soakFigure(`${videos} videos over ${killed.length} kills (${[...new Set(killed)].sort().join(", ")})`);
    },
    bound + 60_000,
  );
});
