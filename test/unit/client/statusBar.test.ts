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

  it("says that the backend restarts while there is work for it", () => {
    expect(statusWords([jobWith()], "starting")?.text).toBe("$(sync~spin) Manim: restarting");
  });
});
