/** `serve --queue` with a bucket as its users meet it: one process answers, another makes the video, its files lie in the bucket. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { fileInZip } from "../../server/src/storage/zip.js";
import { outlineOf } from "./commandLine.js";
import { ask, eventsOf, generate, statusOf, type Answer, type Asked, type Served } from "./httpRig.js";
import { QueueRig } from "./queueRig.js";
import { S3Server } from "./s3Server.js";

let bucket: S3Server;
let rig: QueueRig;
let served: Pick<Served, "url">;
beforeAll(async () => {
  bucket = await S3Server.start();
  rig = await QueueRig.start(bucket);
  await rig.worker();
  served = { url: (await rig.server()).url };
});
afterAll(async () => {
  await rig.close();
  await bucket.close();
});

const cheap = { quality: "low", provider: "templates" };
const asking = (path: string, asked: Asked = {}): Promise<Answer> => ask(served, path, { user: null, ...asked });
const storedBytes = async (): Promise<number> =>
  Number(/^manim_video_storage_bytes (\S+)$/m.exec((await asking("/metrics")).body.toString())?.[1]);

it("makes a video, plays it from the bucket, gives its files, and leaves nothing of it", async () => {
  const id = await generate(served, { ...cheap, topic: outlineOf("In the bucket") }, { user: null });
  const events = await eventsOf(served, id);
  expect(events.map(({ data }) => data.percentage)).toEqual(
    events.map(({ data }) => data.percentage).toSorted((a, b) => a - b),
  );
  expect(events.at(-1)!.data).toMatchObject({ status: "completed", percentage: 100, stage: "completed" });
  const job = `/api/v1/videos/jobs/${id}`;

  const { url, captions_url } = (await asking(`${job}/video-url?expires_in=600`)).json<
    Record<"url" | "captions_url", string>
  >();
  expect(url.startsWith(`${bucket.url}/${bucket.bucket}/${id}/video.mp4?`)).toBe(true);
  expect(url).not.toContain(bucket.secret);
  const fromBucket = await fetch(url);
  expect([fromBucket.status, fromBucket.headers.get("content-type")]).toEqual([200, "video/mp4"]);
  const video = Buffer.from(await fromBucket.arrayBuffer());
  expect(video.subarray(4, 8).toString()).toBe("ftyp");
  expect((await fetch(url.replace(/(?<=X-Amz-Signature=)./, (first) => (first === "0" ? "1" : "0")))).status).toBe(403);
  expect((await asking(captions_url)).body.toString()).toMatch(/^WEBVTT/);

  const download = await asking(`${job}/download`);
  expect(download.headers["content-disposition"]).toBe('attachment; filename="in-the-bucket.mp4"');
  expect(download.body.equals(video)).toBe(true);
  const part = await asking(`${job}/stream`, { headers: { range: "bytes=4-7" } });
  expect([part.status, part.body.toString()]).toEqual([206, "ftyp"]);
  const zip = (await asking(`${job}/code`)).body;
  const { scenes } = await statusOf(served, id);
  expect(fileInZip(zip, scenes[0]!.file)?.toString()).toContain("class ");
  expect((await asking(`${job}/thumbnail`)).body.subarray(1, 4).toString()).toBe("PNG");
  expect((await asking(`${job}/metadata`)).json()).toMatchObject({ title: "In the bucket" });

  expect((await bucket.keys()).some((key) => key.startsWith(`${id}/`))).toBe(true);
  expect(await storedBytes()).toBeGreaterThan(video.length);
  expect((await asking(job, { method: "DELETE" })).status).toBe(204);
  expect((await bucket.keys()).filter((key) => key.startsWith(`${id}/`))).toEqual([]);
  expect((await fetch(url)).status).toBe(404);
  expect((await asking(`${job}/status`)).status).toBe(404);
});

it("says that it cannot work while the bucket is away, and goes on when it is back", async () => {
  expect((await asking("/ready")).json()).toEqual({ status: "ready", problems: [] });
  await bucket.down();
  const away = await asking("/ready");
  expect([away.status, away.json()["problems"]]).toMatchObject([503, [{ code: "storage-unavailable" }]]);
  expect((await asking("/metrics")).status).toBe(200);
  const id = await generate(served, { ...cheap, topic: outlineOf("While it is away") }, { user: null });
  await bucket.up();
  const events = await eventsOf(served, id);
  expect(events.at(-1)!.data.status).toBe("completed");
});
