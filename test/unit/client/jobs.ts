/** Jobs for tests of the client and the panel. */
import type { Job } from "../../../protocol/job.js";

export function jobWith(more: Partial<Job> = {}): Job {
  return {
    id: "job-1",
    topic: "binary search",
    title: "Binary search",
    stage: "rendering",
    percentage: 60,
    status: "running",
    message: "Rendering scene 2 of 4",
    mode: "interactive",
    list: "",
    provider: "templates",
    quality: "medium",
    folder: "/work/manim-videos/binary-search",
    scenes: [{ index: 0, name: "Look", title: "Look", file: "scenes/01_look.py", state: "done" }],
    problems: [],
    video: null,
    captions: null,
    thumbnail: null,
    metadata: null,
    usage: {
      requests: 0,
      tokens: { prompt: 0, completion: 0, cached: 0, total: 0 },
      usd: null,
      kwh: null,
      kgco2e: null,
    },
    createdAt: "2026-11-21T10:00:00.000Z",
    updatedAt: "2026-11-21T10:00:10.000Z",
    ...more,
  };
}
