import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { HostMessage } from "../../../protocol/panel.js";
import { FrameQueue } from "../../../webview/src/frameQueue.js";
import { jobWith } from "../client/jobs.js";

let frames: (() => void)[] = [];
beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
});
afterEach(() => void vi.unstubAllGlobals());

const job = (id: string, percentage: number): HostMessage => ({
  type: "job",
  job: {
    ...jobWith({ id, percentage }),
    videoUrl: null,
    captionsUrl: null,
    thumbnailUrl: null,
    stillUrls: [],
  },
});

it("gives a frame the newest snapshot of each job, in order, and none across a new list", () => {
  const taken: string[] = [];
  const queue = new FrameQueue((messages) => {
    taken.push(messages.map((one) => (one.type === "job" ? `${one.job.id} ${one.job.percentage}` : one.type)).join());
  });
  for (let percentage = 1; percentage <= 60; percentage++) for (const id of ["a", "b"]) queue.add(job(id, percentage));
  queue.add({ type: "jobs", jobs: [] });
  queue.add(job("a", 99));
  expect([frames.length, taken]).toEqual([1, []]);
  frames[0]?.();
  expect(taken).toEqual(["a 60,b 60,jobs,a 99"]);
  queue.add(job("a", 100));
  frames[1]?.();
  expect(taken[1]).toBe("a 100");
});
