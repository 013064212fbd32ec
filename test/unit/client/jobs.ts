/** Jobs and quotes for tests of the client and the panel. */
import type { Quote } from "../../../protocol/batch.js";
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

export function quoteWith(more: Partial<Quote> = {}): Quote {
  return {
    provider: "gemini",
    models: ["gemini-3.6-flash"],
    requests: { expected: 15, most: 102 },
    tokens: { prompt: 61_234.4, completion: 84_000, counted: "provider" },
    usd: { interactive: 0.84, batch: 0.42 },
    mode: "batch",
    price: 0.42,
    cap: null,
    allowed: true,
    wait: "target 24 h, expires at 48 h",
    context: { choice: "implicit", why: "Too short to store." },
    problems: [],
    ...more,
  };
}
