import { describe, expect, it, vi } from "vitest";
import type { Job, Stage } from "../../../protocol/job.js";
import { shownJob } from "../../../client/src/shownJob.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

describe("a job as it is shown", () => {
  it.each<[Stage, number, Stage]>([
    ["initializing", 0, "initializing"],
    ["initializing", 62, "rendering"],
    ["planning", 49.9, "code_generation"],
    ["code_generation", 50, "rendering"],
    ["rendering", 50, "rendering"],
    ["storage", 94, "storage"],
    ["initializing", 99, "storage"],
    ["planning", 100, "planning"],
    ["completed", 100, "completed"],
  ])("is at no earlier stage than its percentage: %s with %d %% is %s", (stage, percentage, shown) => {
    expect(shownJob(jobWith({ stage, percentage })).stage).toBe(shown);
  });

  it("never goes back to an earlier stage while a resumed run catches up", () => {
    const runs: Pick<Job, "stage" | "percentage">[] = [
      { stage: "rendering", percentage: 62 },
      { stage: "initializing", percentage: 62 },
      { stage: "planning", percentage: 62 },
      { stage: "rendering", percentage: 62 },
      { stage: "combining", percentage: 80 },
    ];
    expect(runs.map((run) => shownJob(jobWith(run)).stage)).toEqual([
      ...["rendering", "rendering", "rendering", "rendering"],
      "combining",
    ]);
  });

  it("waits, when it was cut off, without being told what to do about it", () => {
    const message = "Interrupted; resume it to go on from the last finished step";
    expect(shownJob(jobWith({ status: "queued", message })).message).toBe("Waiting to go on");
    expect(shownJob(jobWith({ status: "queued", percentage: 0, message: "Waiting" })).message).toBe("Waiting");
    expect(shownJob(jobWith({ status: "running", message: "Rendering" })).message).toBe("Rendering");
  });
});
