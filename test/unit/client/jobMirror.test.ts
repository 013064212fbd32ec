import { beforeEach, describe, expect, it, vi } from "vitest";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

describe("the job mirror", () => {
  let jobs: JobMirror;
  beforeEach(() => {
    jobs = new JobMirror();
  });

  it("lists the newest job first", () => {
    jobs.accept(jobWith({ id: "old", createdAt: "2026-11-20T10:00:00.000Z" }));
    jobs.accept(jobWith({ id: "new", createdAt: "2026-11-21T10:00:00.000Z" }));
    expect(jobs.all().map(({ id }) => id)).toEqual(["new", "old"]);
  });

  it("does not go back to an older snapshot that arrives late", () => {
    jobs.accept(jobWith({ percentage: 60, updatedAt: "2026-11-21T10:00:10.000Z" }));
    jobs.accept(jobWith({ percentage: 5, updatedAt: "2026-11-21T10:00:01.000Z" }));
    expect(jobs.get("job-1")?.percentage).toBe(60);
  });

  it("forgets what the backend no longer has", () => {
    jobs.accept(jobWith({ id: "gone" }));
    jobs.refill([jobWith({ id: "here" })]);
    expect(jobs.all().map(({ id }) => id)).toEqual(["here"]);
  });

  it("follows one job from its present state to its end, over a refill, and no further", () => {
    const seen: string[] = [];
    jobs.accept(jobWith());
    jobs.follow("job-1", ({ status, percentage }) => seen.push(`${status} ${percentage}`));
    jobs.accept(jobWith({ id: "other", status: "failed" }));
    jobs.refill([jobWith({ percentage: 70 })]);
    jobs.accept(jobWith({ status: "completed", percentage: 100, updatedAt: "2026-11-21T10:01:00.000Z" }));
    jobs.accept(jobWith({ status: "running", percentage: 10, updatedAt: "2026-11-21T10:02:00.000Z" }));
    expect(seen).toEqual(["running 60", "running 70", "completed 100"]);
  });

  it("tells at once of a job that is final already", () => {
    const seen = vi.fn();
    jobs.accept(jobWith({ status: "cancelled" }));
    jobs.follow("job-1", seen);
    expect(seen).toHaveBeenCalledOnce();
  });

  it("holds the whole of a list that was asked for, and drops ended videos of before", () => {
    jobs.accept(jobWith({ id: "before", status: "completed" }));
    const failed = Array.from({ length: 400 }, (_, index) => jobWith({ id: `${index}`, list: "l", status: "failed" }));
    for (let index = 0; index < 300; index += 1) jobs.accept(jobWith({ id: `other-${index}`, status: "completed" }));
    jobs.hold(failed);
    expect(jobs.ofList("l")).toHaveLength(400);
    expect(jobs.get("before")).toBeUndefined();
  });
});
