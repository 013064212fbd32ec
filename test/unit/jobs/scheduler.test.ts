import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { noWishes, type JobRequest } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";
import { Scheduler, type JobRunner, type RunEnd } from "../../../server/src/jobs/scheduler.js";

const request: JobRequest = {
  topic: "t",
  out: "/o",
  quality: "low",
  provider: "auto",
  mode: "auto",
  model: "",
  ...noWishes,
};
const never = new AbortController().signal;
const completed: RunEnd = { type: "finished", status: "completed", message: "done" };
const errors: string[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (line: string) => void errors.push(line) };
let folder: string;
let database: DatabaseSync;
let store: JobStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "scheduler-"));
  database = openDatabase(folder);
  store = new JobStore(database);
  errors.length = 0;
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

const scheduler = (runner: JobRunner, concurrency = 2): Scheduler => new Scheduler(store, runner, log, concurrency);
const untilAborted: JobRunner = (_job, _record, signal) =>
  new Promise((_resolve, reject) =>
    signal.addEventListener("abort", () => reject(new Error("stopped")), { once: true }),
  );

describe("running jobs", () => {
  it("ends a job as its run says", async () => {
    const running = scheduler(() => Promise.resolve(completed));
    const { id } = store.create(request, "/o/t", "T");
    running.start(id);
    expect(await running.settled(id, never)).toMatchObject({ status: "completed", percentage: 100 });
    expect(store.isOwned(id)).toBe(false);
  });

  it("cancels a run at once, and the job can start again", async () => {
    const running = scheduler(untilAborted);
    const { id } = store.create(request, "/o/t", "T");
    running.start(id);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await running.cancel(id)).status).toBe("cancelled");
    running.start(id);
    expect((await running.cancel(id)).status).toBe("cancelled");
  });

  it("cancels a job that waits for its turn at once, while the others go on", async () => {
    const started: string[] = [];
    const running = scheduler((job, record, signal) => {
      started.push(job.id);
      return untilAborted(job, record, signal);
    }, 1);
    const [first, second] = [store.create(request, "/o/1", "T"), store.create(request, "/o/2", "T")];
    running.start(first.id);
    running.start(second.id);
    expect((await running.cancel(second.id)).status).toBe("cancelled");
    expect([store.get(first.id)?.status, store.isOwned(second.id)]).toEqual(["running", false]);
    await running.cancel(first.id);
    expect(started, "its turn comes to nothing").toEqual([first.id]);
  });

  it("lets users take turns: one's many jobs do not keep another's single one waiting", async () => {
    const started: string[] = [];
    const allAsked = Promise.withResolvers<undefined>();
    const running = scheduler(async (job) => {
      started.push(job.topic);
      await allAsked.promise;
      return completed;
    }, 1);
    const start = (user: string, topic: string): string => {
      const { id } = store.create({ ...request, user, topic }, `/o/${topic}`, "T");
      running.start(id);
      return id;
    };
    const many = Array.from({ length: 20 }, (_, at) => start("ann", `ann ${at}`));
    const few = ["ben 0", "ben 1"].map((topic) => start("ben", topic));
    const cut = many.pop();
    await running.cancel(cut!);
    const late = start("eve", "eve 0");
    allAsked.resolve(undefined);
    await Promise.all([...many, ...few, late].map((id) => running.settled(id, never)));
    expect(started.slice(0, 6)).toEqual(["ann 0", "ann 1", "ben 0", "eve 0", "ann 2", "ben 1"]);
    expect(started.filter((topic) => topic.startsWith("ann"))).toEqual(many.map((_, at) => `ann ${at}`));
  });

  it("cancels a job that another process runs", async () => {
    const other = new JobStore(openDatabase(folder));
    const otherRuns = new Scheduler(other, untilAborted, log, 1);
    const { id } = store.create(request, "/o/t", "T");
    otherRuns.start(id);
    const before = performance.now();
    expect((await scheduler(untilAborted).cancel(id)).status).toBe("cancelled");
    expect(performance.now() - before).toBeLessThan(3000);
  });

  it("says that its jobs live, those that wait as well, with one write for all of them", async () => {
    const beats = vi.spyOn(store, "heartbeat");
    const running = scheduler(untilAborted, 1);
    const ids = ["/o/1", "/o/2"].map((place) => store.create(request, place, "T").id);
    for (const id of ids) running.start(id);
    database.exec("update jobs set heartbeat = 0");
    expect(ids.map((id) => store.isOwned(id))).toEqual([false, false]);
    await vi.waitFor(() => expect(ids.map((id) => store.isOwned(id))).toEqual([true, true]), 3000);
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(beats, "looks that follow write nothing").toHaveBeenCalledTimes(1);
    await running.dispose();
  });

  it("runs one job at a time in a folder", () => {
    const running = scheduler(untilAborted);
    const [first, second] = [store.create(request, "/o/t", "T"), store.create(request, "/o/t", "T")];
    running.start(first.id);
    expect(() => running.start(first.id)).toThrow(ProblemError);
    expect(() => running.start(second.id)).toThrow(/already running/);
    return running.dispose();
  });

  it("turns what a run throws into a failed job with its problem", async () => {
    const known = scheduler(() => Promise.reject(new ProblemError(problem("disk-full", "no space"))));
    const unknown = scheduler(() => Promise.reject(new Error("our own mistake")));
    const [first, second] = [store.create(request, "/o/1", "T"), store.create(request, "/o/2", "T")];
    known.start(first.id);
    unknown.start(second.id);
    expect(await known.settled(first.id, never)).toMatchObject({ status: "failed", problems: [{ code: "disk-full" }] });
    expect(await unknown.settled(second.id, never)).toMatchObject({
      status: "failed",
      problems: [{ code: "internal-error" }],
    });
    expect(errors.join()).toContain("our own mistake");
  });

  it("leaves jobs to be resumed when the backend closes", async () => {
    const running = scheduler(untilAborted, 1);
    const [first, second] = [store.create(request, "/o/1", "T"), store.create(request, "/o/2", "T")];
    running.start(first.id);
    running.start(second.id);
    await running.dispose();
    expect([store.get(first.id)?.status, store.get(second.id)?.status]).toEqual(["queued", "queued"]);
  });
});
