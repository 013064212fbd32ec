import { describe, expect, it, vi } from "vitest";
import { statusWords } from "../../../client/src/statusBar.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

describe("the status bar", () => {
  it("says nothing when nothing runs", () => {
    expect(statusWords([], "running")).toBeNull();
    expect(statusWords([jobWith({ status: "completed" })], "stopped")).toBeNull();
  });

  it("names the stage of the one job that runs and leads to it", () => {
    const jobs = [jobWith({ id: "old", status: "failed" }), jobWith({ id: "now", percentage: 60.9 })];
    expect(statusWords(jobs, "running")).toEqual({
      text: "$(sync~spin) Manim: Rendering scenes 60 %",
      tooltip: "Binary search: Rendering scenes, 60 %",
      id: "now",
    });
  });

  it("counts several, with their mean, and leads to the newest", () => {
    const jobs = [jobWith({ id: "b", percentage: 20 }), jobWith({ id: "a", percentage: 41, status: "queued" })];
    expect(statusWords(jobs, "running")).toMatchObject({ text: "$(sync~spin) Manim: 2 videos 30 %", id: "b" });
  });

  it("counts the videos of a list that are ready, and says what its batch is at", () => {
    const message = "Batch of 50 requests: JOB_STATE_RUNNING";
    const of = (number: number, more: object) =>
      jobWith({ id: `j${number}`, title: `T${number}`, list: "l", mode: "batch", message, percentage: 10, ...more });
    const jobs = [
      jobWith({ id: "earlier", status: "completed" }),
      ...Array.from({ length: 15 }, (_, number) => of(number, number === 0 ? { status: "completed" } : {})),
    ];
    const words = statusWords(jobs, "running");
    expect(words?.text).toBe("$(sync~spin) Manim: 1 of 15 videos 16 %");
    expect(words?.tooltip.split("\n")).toHaveLength(13);
    expect(words?.tooltip).toContain(`T1: ${message}, 10 %`);
    expect(words?.tooltip).toContain("and 2 videos more");
    expect(statusWords([...jobs, jobWith({ id: "own" })], "running")?.text).toMatch(/Manim: 15 videos \d+ %/);
  });

  it("says that the backend restarts while there is work for it", () => {
    expect(statusWords([jobWith()], "starting")?.text).toBe("$(sync~spin) Manim: restarting");
  });

  it("does not say so of a backend that nothing starts again", () => {
    expect(statusWords([jobWith()], "stopped")?.text).toBe("$(warning) Manim: not running");
  });
});
