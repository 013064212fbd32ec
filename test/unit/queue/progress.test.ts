import { describe, expect, it } from "vitest";
import { noWishes, type Job, type SceneState } from "../../../protocol/job.js";
import { apply, type JobEvent } from "../../../server/src/jobs/journal.js";
import { sceneEvents, stageEvent } from "../../../server/src/queue/progress.js";

const states: SceneState[] = ["writing", "written", "checking", "repairing", "checked", "rendering", "done"];

function jobOf(count: number): Job {
  const request = {
    topic: "t",
    out: "",
    quality: "low",
    provider: "templates",
    mode: "interactive",
    model: "",
  } as const;
  const scenes = Array.from({ length: count }, (_, index) => ({ index, name: `S${index}`, title: "", file: "" }));
  const events: JobEvent[] = [
    { type: "created", id: "j", request: { ...request, ...noWishes }, folder: "", title: "t" },
    { type: "started" },
    { type: "planned", title: "t", scenes },
  ];
  return after(null, events);
}

function after(job: Job | null, events: JobEvent[]): Job {
  const last = events.reduce<Job | null>((before, event) => apply(before, event, "2026-01-01T00:00:00Z"), job);
  if (last === null) throw new Error("no job");
  return last;
}

describe("progress of scenes that many machines work on", () => {
  it("rises with each state, whichever scene comes first", () => {
    let job = jobOf(3);
    const seen: number[] = [];
    for (const index of [2, 0, 1])
      for (const state of states) {
        job = after(job, sceneEvents(job, index, state));
        seen.push(job.percentage);
      }
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(80);
    expect(job).toMatchObject({ stage: "rendering", message: "Rendering scenes: 3 of 3" });
  });

  it("is in the stage of the code until every scene has its code or is given up", () => {
    let job = after(jobOf(2), sceneEvents(jobOf(2), 0, "done"));
    expect(job.stage).toBe("code_generation");
    job = after(job, sceneEvents(job, 1, "failed"));
    expect(job.stage).toBe("rendering");
  });

  it("does not go back a stage when a lost machine's scene begins again", () => {
    let job = jobOf(2);
    for (const index of [0, 1]) job = after(job, sceneEvents(job, index, "rendering"));
    const before = job.percentage;
    job = after(job, sceneEvents(job, 1, "checking"));
    expect(job).toMatchObject({ stage: "rendering", percentage: before });
  });

  it("counts what one machine knows of its own rendering", () => {
    let job = jobOf(2);
    for (const index of [0, 1]) job = after(job, sceneEvents(job, index, "rendering"));
    const half = after(job, [stageEvent(job, { index: 1, rendered: 0.5 })]);
    expect(half.percentage).toBeCloseTo(50 + 30 / 4, 0);
  });
});
