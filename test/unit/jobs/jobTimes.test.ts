import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../../protocol/job.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { expectedOf, timesOf } from "../../../server/src/jobs/jobTimes.js";
import { cancelledScenes } from "../../../server/src/jobs/sceneStops.js";
import { jobWith } from "../client/jobs.js";

let folder: string;
let database: DatabaseSync;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "times-"));
  database = openDatabase(folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10) + second * 1000).toISOString();
const [scene] = jobWith().scenes;

/** A job with these events at these seconds. */
function add(id: string, events: [number, object][], more: Partial<Job> = {}): Job {
  const job = jobWith({ id, status: "completed", scenes: [scene!, { ...scene!, index: 1 }], ...more });
  database
    .prepare("insert into jobs (id, folder, request, snapshot, status, created_at) values (?, ?, '{}', ?, ?, ?)")
    .run(id, id, JSON.stringify(job), job.status, job.createdAt);
  for (const [seq, [second, event]] of events.entries())
    database.prepare("insert into journal values (?, ?, ?, ?)").run(id, seq, at(second), JSON.stringify(event));
  return job;
}
const [started, finished, interrupted] = ["started", "finished", "interrupted"].map((type) => ({ type }));

describe("the times of a job", () => {
  it("count from the start of its last run, over an interruption, to its end", () => {
    const job = add("a", [
      [0, { type: "created" }],
      [1, started!],
      [5, finished!],
      [10, started!],
      [12, interrupted!],
      [20, started!],
    ]);
    expect(timesOf(database, job)).toMatchObject({ startedAt: at(10), endedAt: null });
    const waiting = add("b", [[0, { type: "created" }]]);
    expect(timesOf(database, waiting)).toMatchObject({ startedAt: null, endedAt: null });
  });

  it("expect what whole runs of the same kind took, by scene, and nothing where fewer than two are known", () => {
    add("one", [
      [0, started!],
      [20, finished!],
    ]);
    const job = jobWith({ id: "new", status: "running", scenes: [scene!, scene!, scene!] });
    expect(timesOf(database, job).expected).toBeNull();
    add("two", [
      [0, started!],
      [40, finished!],
    ]);
    // Found done, made in another way, or failed: none tells how long the next will take.
    add("again", [
      [0, started!],
      [40, finished!],
      [41, started!],
      [42, finished!],
    ]);
    const whole: [number, object][] = [
      [0, started!],
      [1, finished!],
    ];
    add("other", whole, { quality: "high" });
    add("failed", whole, { status: "failed" });
    expect(timesOf(database, job).expected).toEqual({ low: 30, high: 60, jobs: 2 });
  });

  it("expect a whole video's time before the plan is known, and the middle half of many", () => {
    const runs = Array.from({ length: 9 }, (_, index) => ({ seconds: (index + 1) * 10, scenes: 2 }));
    expect(expectedOf(runs, 0)).toEqual({ low: 30, high: 70, jobs: 9 });
    expect(expectedOf(runs, 4)).toEqual({ low: 60, high: 140, jobs: 9 });
  });
});

it("scenes that were cancelled stay so until the job has ended", () => {
  const cancelled = (index: number) => ({ type: "scene", index, state: "cancelled" });
  add("a", [
    [0, started!],
    [1, cancelled(0)],
    [2, finished!],
    [3, started!],
    [4, cancelled(2)],
    [4, cancelled(2)],
    [5, interrupted!],
  ]);
  expect(cancelledScenes(database, "a")).toEqual([2]);
});
