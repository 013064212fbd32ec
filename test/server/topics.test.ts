/** Every topic that the built-in templates are asked by, over HTTP; all sixty with MANIM_VIDEO_SOAK=1, else one of every fourth template. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { problemKinds } from "../../protocol/problems.js";
import type { JobShape } from "../../server/src/http/shapes/jobShape.js";
import { soakFigure } from "../fixtures/soakFigure.js";
import { openEmbedded, type EmbeddedRig } from "./embedded.js";
import { eventsOf, generate, serveOver, type Served } from "./httpRig.js";

const soak = process.env["MANIM_VIDEO_SOAK"] === "1";
/** Of all videos. */
const share = 0.95;
/** Milliseconds. */
const bound = soak ? 60 * 60_000 : 10 * 60_000;

const fixture = JSON.parse(readFileSync("test/fixtures/templates/recognition.json", "utf8")) as Record<
  string,
  { paraphrases: string[] }
>;
const all = Object.values(fixture).map(({ paraphrases }) => paraphrases.slice(0, 5));
const topics = soak ? all.flat() : all.flatMap(([first = ""], at) => (at % 4 === 0 ? [first] : []));

let rig: EmbeddedRig;
let served: Served;
beforeAll(async () => {
  rig = openEmbedded({ jobConcurrency: 2 });
  served = await serveOver(rig.service, { limits: { openEvents: { inAll: 100, each: 100 } } });
});
afterAll(async () => {
  await served.close();
  await rig.close();
});

it(
  `makes ${topics.length} videos of topics that templates know, nearly all of them whole`,
  { timeout: bound },
  async () => {
    expect(topics.length).toBe(soak ? 60 : 3);
    const began = performance.now();
    const ids = await Promise.all(topics.map((topic) => generate(served, { topic, provider: "templates" })));
    const ended = await Promise.all(ids.map((id) => lastOf(id)));
    const whole = ended.filter(({ status }) => status === "completed");
    const others = ended.filter(({ status }) => status !== "completed");
    for (const job of others) {
      expect(["failed", "completed_with_errors"]).toContain(job.status);
      const codes = [job.error?.code ?? [], job.problems.map(({ code }) => code)].flat(2);
      expect(codes.length, `${job.topic} says why`).toBeGreaterThan(0);
      for (const code of codes) expect(Object.keys(problemKinds)).toContain(code);
    }
    const seconds = Math.round((performance.now() - began) / 1000);
    const lost = others.map(({ topic, error }) => `; ${topic}: ${error?.code ?? "scenes missing"}`).join("");
    const text = `${whole.length} of ${topics.length} topics became whole videos in ${seconds} s, two at once, 480p${lost}`;
    soakFigure(text);
    expect(whole.length / topics.length, text).toBeGreaterThanOrEqual(share);
    // The same scenes are drawn once: no topic may be answered by the video of another.
    expect(new Set(whole.map(({ title }) => title)).size).toBe(soak ? 12 : 3);
  },
);

/** The job as its last event tells it; a stream that was cut off is taken up again. */
async function lastOf(id: string): Promise<JobShape> {
  let last: JobShape | undefined;
  for (const end = Date.now() + bound; Date.now() < end;) {
    const events = await eventsOf(served, id).catch(() => []);
    last = events.at(-1)?.data ?? last;
    if (last !== undefined && !["queued", "running"].includes(last.status)) return last;
  }
  throw new Error(`${id} has not ended: ${JSON.stringify(last)}`);
}
