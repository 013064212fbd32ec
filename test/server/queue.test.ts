/** Videos made by worker processes over a real Redis. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { framesOf } from "./commandLine.js";
import { ended, QueueRig, wishOf } from "./queueRig.js";
import { join } from "node:path";

let rig: QueueRig;
beforeAll(async () => {
  rig = await QueueRig.start();
});
afterAll(() => rig.close());

describe("a video over the queue", () => {
  it("is made by machines that share nothing but Redis and the storage", async () => {
    await rig.worker();
    await rig.worker();
    const [one, other] = [await rig.service(), await rig.service()];
    const { job: asked, created } = await one.create(wishOf("Primes"), "ada", null);
    expect({ created, status: asked.status }).toEqual({ created: true, status: "queued" });
    const { job, changes } = await ended(other, asked.id);
    expect(job).toMatchObject({ status: "completed", percentage: 100, problems: [] });
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index));
    const percentages = changes.map(({ job }) => job.percentage);
    expect(percentages).toEqual([...percentages].sort((a, b) => a - b));
    for (const file of ["video", "thumbnail", "captions", "subtitles", "code", "metadata"] as const)
      expect(await other.fileKey(job, file), file).not.toBeNull();
    expect(framesOf(join(rig.shared, job.video!))).toBeGreaterThan(10);
  });
});
