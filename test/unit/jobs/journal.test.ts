import { noWishes } from "../../../protocol/job.js";
import { describe, expect, it } from "vitest";
import { stageEnds, stages, type Job, type JobRequest } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import { apply, percentageOf, type JobEvent } from "../../../server/src/jobs/journal.js";

const request: JobRequest = {
  topic: "t",
  out: "/o",
  quality: "low",
  provider: "auto",
  mode: "auto",
  model: "",
  ...noWishes,
};
const created: JobEvent = { type: "created", id: "a", request, folder: "/o/t", title: "T" };
const after = (...events: JobEvent[]): Job =>
  events.reduce<Job>((job, event) => apply(job, event, "2026-01-02"), apply(null, created, "2026-01-01"));

describe("the job that follows from its journal", () => {
  it("begins queued at nothing, and only with `created`", () => {
    expect(after()).toMatchObject({ id: "a", status: "queued", percentage: 0, createdAt: "2026-01-01", video: null });
    expect(() => apply(null, { type: "started" }, "")).toThrow(/begins with "created"/);
  });

  it("never lets the percentage fall, whatever order stages come in", () => {
    const events: JobEvent[] = [];
    let highest = 0;
    for (const stage of ["rendering", "planning", "combining", "code_generation", "initializing"] as const) {
      events.push({ type: "stage", stage, fraction: 1, message: "" });
      const { percentage } = after(...events);
      expect(percentage).toBeGreaterThanOrEqual(highest);
      highest = percentage;
    }
    expect(after(...events, { type: "started" }).percentage).toBe(highest);
  });

  it("keeps 100 for a completed job", () => {
    expect(after({ type: "stage", stage: "completed", fraction: 1, message: "" }).percentage).toBe(99);
    expect(after({ type: "finished", status: "completed", message: "" })).toMatchObject({
      percentage: 100,
      stage: "completed",
    });
    expect(after({ type: "finished", status: "failed", message: "" }).percentage).toBe(0);
  });

  it("ends each stage at the percentage that the interface fixes", () => {
    for (const stage of stages) expect(percentageOf(stage, 1)).toBe(stageEnds[stage]);
    expect(percentageOf("rendering", 0.5)).toBe(65);
    expect(percentageOf("planning", -3)).toBe(5);
  });

  it("changes the one scene it names", () => {
    const scenes = [0, 1].map((index) => ({ index, name: `S${index}`, title: "", file: "" }));
    const job = after({ type: "planned", title: "P", scenes }, { type: "scene", index: 1, state: "rendering" });
    expect(job.scenes.map(({ state }) => state)).toEqual(["planned", "rendering"]);
  });

  it("adds up what was spent, and never calls an unknown price zero", () => {
    const spent = (usd: number | null): JobEvent => ({ type: "spent", prompt: 10, completion: 5, cached: 2, usd });
    expect(after(spent(0.25), spent(0.5)).usage).toMatchObject({
      requests: 2,
      usd: 0.75,
      tokens: { prompt: 20, completion: 10, cached: 4, total: 30 },
    });
    expect(after(spent(0.25), spent(null), spent(0.25)).usage.usd).toBeNull();
  });

  it("starts a new run without the problems of the last", () => {
    expect(after({ type: "problem", problem: problem("worker-lost", "x") }, { type: "started" }).problems).toEqual([]);
  });

  it("says why a job failed: in which stage, what, whether to try again, and what to do", () => {
    const storing: JobEvent = { type: "stage", stage: "storage", fraction: 0, message: "" };
    const down = problem("storage-unavailable", "The bucket does not answer");
    const failed: JobEvent = { type: "finished", status: "failed", message: down.message };
    const job = after(storing, { type: "problem", problem: down }, failed);
    expect(job.error).toEqual({
      ...{ kind: "StorageError", stage: "storage", scene: null, code: "storage-unavailable", recoverable: true },
      ...{ message: "The bucket does not answer", next: down.fix },
    });
    expect(job.problems).toEqual([{ ...down, failure: "StorageError" }]);
    const again = after(storing, { type: "problem", problem: down }, failed, { type: "started" });
    expect(again.error).toBeNull();
  });

  it("names the scene's own failure where no scene is left, and calls no warning a failure", () => {
    const writing: JobEvent = { type: "stage", stage: "code_generation", fraction: 0, message: "" };
    const exhausted = problem("repair-exhausted", "It still fails", { scene: "Intro" });
    const job = after(
      writing,
      { type: "problem", problem: exhausted },
      { type: "problem", problem: problem("layout-overlap", "Two texts overlap") },
      { type: "finished", status: "failed", message: "No scene could be written that runs" },
    );
    expect(job.error).toMatchObject({
      ...{ kind: "CodeGenerationError", stage: "code_generation", scene: "Intro", recoverable: false },
      message: "No scene could be written that runs. It still fails",
    });
    expect(job.problems.map(({ failure }) => failure)).toEqual(["CodeGenerationError", undefined]);
  });
});
