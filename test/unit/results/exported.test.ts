import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Job } from "../../../protocol/job.js";
import { asCsv, exportedText } from "../../../server/src/results/exported.js";

const job: Job = {
  ...{ id: "a1", topic: '=HYPERLINK("https://evil.example")', title: 'T, "quoted"', stage: "completed" },
  ...{ percentage: 100, status: "completed", message: "", provider: "gemini", mode: "batch", list: "", quality: "low" },
  ...{ folder: "/v", scenes: [], problems: [], video: "/v/video.mp4", captions: null, thumbnail: null, metadata: null },
  usage: {
    ...{ requests: 2, tokens: { prompt: 10, completion: 20, cached: 0, total: 30 }, usd: null },
    ...{ kwh: { low: 0.1, high: 0.2 }, kgco2e: null },
  },
  ...{ createdAt: "2026-11-21T00:00:00.000Z", updatedAt: "2026-11-21T00:00:01.000Z" },
};

describe("jobs as CSV", () => {
  it("keep their values; what is unknown is empty, and nothing is a formula", () => {
    const [row] = parse(asCsv([job]), { columns: true });
    expect(row).toMatchObject({
      id: "a1",
      title: 'T, "quoted"',
      requests: "2",
      usd: "",
      kwh_low: "0.1",
      video: "/v/video.mp4",
    });
    expect((row as { topic: string }).topic).toBe(`'${job.topic}`);
  });
  it.each(["=1", "+1", "-1", "@a", "\t=1", "\r=1"])("escape %j", (topic) => {
    const [row] = parse(asCsv([{ ...job, topic }]), { columns: true, trim: false });
    expect((row as { topic: string }).topic.startsWith("'")).toBe(true);
  });
});

describe("jobs as Markdown", () => {
  const scene = { index: 0, name: "A", title: "One | two", file: "scenes/01_a.py", state: "done" } as const;
  const text = exportedText(
    [
      {
        job: {
          ...job,
          topic: "# Not a heading\n<script>alert(1)</script>",
          scenes: [scene],
          problems: [
            { code: "layout-overlap", severity: "warning", message: "A overlaps B.", fix: "", scene: "A", line: 7 },
          ],
        },
        events: [],
        timeline: {
          version: 1,
          duration: 70,
          scenes: [{ name: "A", title: "", file: "", start: 65, end: 70, code: "", plays: [] }],
        },
      },
    ],
    "markdown",
  );

  it("have their scenes with their starts, their problems and their cost", () => {
    expect(text).toContain("| 1 | One \\| two | 1:05 | done | scenes/01\\_a.py |");
    expect(text).toContain("- **Two texts overlap** (A, line 7): A overlaps B.");
    expect(text).toContain("2, 30 tokens, cost not known");
  });
  it("say nothing in a stranger's words but their letters", () => {
    expect(text).toContain("> \\# Not a heading\n> \\<script\\>alert(1)\\</script\\>");
  });
});

it("all that happened is in the JSON", () => {
  const events = [{ at: "2026", event: { type: "started" } }];
  expect(JSON.parse(exportedText([{ job, events, timeline: null }], "json"))).toEqual([{ job, events }]);
});
