import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noWishes, type JobRequest } from "../../../protocol/job.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";
import type { JobEvent } from "../../../server/src/jobs/journal.js";
import { totals } from "../../../server/src/totals/totals.js";

let folder: string;
let database: DatabaseSync;
let store: JobStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "manim-video-totals-"));
  database = openDatabase(folder);
  store = new JobStore(database, folder);
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const request: JobRequest = {
  ...noWishes,
  ...{ topic: "t", out: "/o", quality: "low", provider: "gemini", mode: "interactive", model: "" },
};
const spent = (more: Partial<Extract<JobEvent, { type: "spent" }>>): JobEvent => ({
  ...{ type: "spent", prompt: 100, completion: 10, cached: 5, usd: 0.5, model: "m1", seconds: 2 },
  ...{ kwh: { low: 1, high: 3 }, kgco2e: { low: 0.1, high: 0.3 } },
  ...more,
});

/** A job with these events, each at its time. */
function job(title: string, events: [at: string, event: JobEvent][]): string {
  const { id } = store.create(request, `/o/${title}`, title);
  for (const [at, event] of events) {
    store.record(id, event);
    const last = "(select max(seq) from journal where job = ?)";
    database.prepare(`update journal set at = ? where job = ? and seq = ${last}`).run(at, id, id);
  }
  return id;
}

describe("what all videos have taken", () => {
  it("is nothing before the first", () => {
    expect(totals(database, new Date())).toMatchObject({
      ...{ jobs: 0, byJob: [], byModel: [], byMonth: [], jobsLeft: 0 },
      all: { requests: 0, usd: null, kwh: null, seconds: null },
    });
  });

  it("is added up by job, by model and by month, with the time that runs took", () => {
    const first = job("Sea", [
      ["2026-09-15T10:00:00.000Z", { type: "started" }],
      ["2026-09-15T10:00:10.000Z", spent({})],
      ["2026-09-15T10:00:30.000Z", { type: "interrupted" }],
      ["2026-10-15T10:00:00.000Z", { type: "started" }],
      ["2026-10-15T10:00:20.000Z", spent({ model: "m2", usd: 0.25, seconds: 4 })],
      ["2026-10-15T10:01:00.000Z", { type: "finished", status: "completed", message: "" }],
    ]);
    const second = job("Sky", [
      ["2026-10-16T10:00:00.000Z", { type: "started" }],
      ["2026-10-16T10:00:05.000Z", spent({ usd: 2, model: "m2" })],
    ]);
    const found = totals(database, new Date("2026-10-16T10:00:40.000Z"));
    expect(found.all).toMatchObject({
      ...{ requests: 3, tokens: { prompt: 300, completion: 30, cached: 15 }, usd: 2.75 },
      kwh: { low: 3, high: 9 },
    });
    expect(found.all.seconds).toBeCloseTo(30 + 60 + 40, 1);
    expect(found.byJob.map(({ key, label, usd }) => [key, label, usd])).toEqual([
      [second, "Sky", 2],
      [first, "Sea", 0.75],
    ]);
    expect(found.byModel.map(({ key, usd, seconds, requests }) => [key, usd, seconds, requests])).toEqual([
      ["m2", 2.25, 6, 2],
      ["m1", 0.5, 2, 1],
    ]);
    expect(found.byMonth.map(({ key, usd, requests }) => [key, usd, requests])).toEqual([
      ["2026-09", 0.5, 1],
      ["2026-10", 2.25, 2],
    ]);
    expect(found.byMonth.map(({ seconds }) => Math.round(seconds ?? 0))).toEqual([30, 100]);
  });

  it("counts what has no price or no energy, and leaves it out of the sums", () => {
    job("Sea", [
      ["2026-09-15T10:00:00.000Z", spent({ usd: null, kwh: null, kgco2e: null })],
      ["2026-09-15T10:00:01.000Z", spent({})],
    ]);
    job("Old", [["2026-09-15T10:00:00.000Z", { type: "spent", prompt: 1, completion: 1, cached: 0, usd: null }]]);
    const { all, byModel } = totals(database, new Date());
    expect(all).toMatchObject({ usd: 0.5, kwh: { low: 1, high: 3 }, unknown: { usd: 2, energy: 2 } });
    expect(byModel.find(({ key }) => key === "")).toMatchObject({ usd: null, kwh: null, seconds: null, requests: 1 });
  });

  it("shows the dearest jobs and counts the others, of thousands within a second", () => {
    database.exec("begin");
    const event = JSON.stringify(spent({}));
    const add = database.prepare("insert into journal values (?, ?, ?, ?)");
    for (let number = 0; number < 3000; number++) {
      const id = `j${number}`;
      const snapshot = JSON.stringify({ title: `T${number}`, topic: "t" });
      database
        .prepare("insert into jobs (id, folder, request, snapshot, status, created_at) values (?, ?, ?, ?, ?, ?)")
        .run(id, "/o", "{}", snapshot, "completed", "2026-09-15T10:00:00.000Z");
      for (let seq = 0; seq < 20; seq++) add.run(id, seq, "2026-09-15T10:00:00.000Z", event);
    }
    database.exec("commit");
    const since = performance.now();
    const found = totals(database, new Date());
    expect(performance.now() - since).toBeLessThan(1000);
    expect(found).toMatchObject({ jobs: 3000, jobsLeft: 2950, all: { requests: 60_000, usd: 30_000 } });
    expect(found.byJob).toHaveLength(50);
  });
});
