import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { noWishes, type JobRequest } from "../../../protocol/job.js";
import type { Timeline } from "../../../protocol/timeline.js";
import { openDatabase } from "../../../server/src/jobs/database.js";
import { JobStore } from "../../../server/src/jobs/jobStore.js";
import { Attempts } from "../../../server/src/results/attempts.js";
import { Results } from "../../../server/src/results/results.js";

const request: JobRequest = {
  ...noWishes,
  ...{ topic: "topic", out: "", quality: "low", provider: "gemini", mode: "auto", model: "" },
};
const file = "scenes/01_a.py";
const timeline: Timeline = {
  version: 1,
  duration: 1,
  scenes: [{ name: "A", title: "", file, start: 0, end: 1, code: "0".repeat(64), plays: [] }],
};

let root: string;
let folder: string;
let database: ReturnType<typeof openDatabase>;
let store: JobStore;
let results: Results;
let retried: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "results-"));
  folder = join(root, "video");
  mkdirSync(join(folder, "scenes"), { recursive: true });
  database = openDatabase(join(root, "state"));
  store = new JobStore(database);
  retried = [];
  const retry = (id: string) => {
    retried.push(id);
    return store.get(id)!;
  };
  results = new Results({ database, store, retry });
});
afterEach(() => {
  database.close();
  rmSync(root, { recursive: true });
});

/** A job that has ended, with one scene. */
function jobOf(more: Partial<JobRequest> = {}): string {
  const { id } = store.create({ ...request, ...more }, folder, "T");
  store.record(id, { type: "planned", title: "T", scenes: [{ index: 0, name: "A", title: "", file }] });
  const none = { captions: null, thumbnail: null, metadata: null };
  store.record(id, { type: "files", files: { video: join(folder, "video.mp4"), ...none } });
  store.record(id, { type: "finished", status: "completed_with_errors", message: "" });
  return id;
}

describe("what a job has made", () => {
  it("has the timeline that we wrote, and none that somebody else did", async () => {
    const id = jobOf();
    expect(await results.timeline(id)).toBeNull();
    writeFileSync(join(folder, "timeline.json"), JSON.stringify(timeline));
    expect(await results.timeline(id)).toEqual(timeline);
    for (const text of ["{", "[]", JSON.stringify({ ...timeline, scenes: [{ ...timeline.scenes[0], code: "x" }] })]) {
      writeFileSync(join(folder, "timeline.json"), text);
      expect(await results.timeline(id)).toBeNull();
    }
  });

  it("knows whether a scene's file is still what was tried last", async () => {
    const id = jobOf();
    new Attempts(database, folder).add(file, { kind: "written", code: "a\n", problems: [] });
    const now = async () => (await results.attempts(id)).map((scene) => scene.now);
    expect(await now()).toEqual(["missing"]);
    writeFileSync(join(folder, file), "a\r\n");
    expect(await now()).toEqual(["same"]);
    writeFileSync(join(folder, file), "b\n");
    expect(await now()).toEqual(["edited"]);
    expect(results.code(id, file, 1)).toBe("a\n");
    expect(() => results.code(id, file, 2)).toThrow("no longer kept");
  });

  it("has a scene written anew: its code is kept aside, and the job goes on", async () => {
    const id = jobOf();
    writeFileSync(join(folder, file), "mine");
    await expect(results.writeAgain(id, "../secret")).rejects.toMatchObject({ problem: { code: "file-missing" } });
    await results.writeAgain(id, file);
    expect(existsSync(join(folder, file))).toBe(false);
    expect(readdirSync(join(folder, "scenes", ".earlier"))).toHaveLength(1);
    expect(retried).toEqual([id]);
  });

  it("has one cap with all of its list, which is changed for all of them", () => {
    const [one, two, other] = [{ list: "l" }, { list: "l" }, {}].map((more) => jobOf({ ...more, maxUsd: 1 }));
    expect(results.cap(one!)).toEqual({ maxUsd: 1, spent: 0 });
    results.setCap(one!, 2.5);
    expect([one, two, other].map((id) => store.request(id!)?.maxUsd)).toEqual([2.5, 2.5, 1]);
  });

  it("is left alone while the job runs", async () => {
    const id = jobOf();
    store.record(id, { type: "started" });
    await expect(results.writeAgain(id, file)).rejects.toMatchObject({ problem: { code: "job-running" } });
    expect(() => results.setCap(id, 2)).toThrow();
    expect(retried).toEqual([]);
  });

  it("is exported for the jobs that are named, or for all", async () => {
    const [one] = [jobOf(), jobOf()];
    expect(JSON.parse(await results.text([one], "json"))).toHaveLength(1);
    expect((await results.text([], "csv")).trim().split("\n")).toHaveLength(3);
    await expect(results.text(["none"], "json")).rejects.toMatchObject({ problem: { code: "job-missing" } });
  });
});
