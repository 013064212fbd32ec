import { expect, it, vi } from "vitest";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { UnfinishedJobs } from "../../../client/src/unfinishedJobs.js";
import { fakeMemory, later } from "./fakeServices.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

it("remembers over a reload that jobs wait, and forgets it when all have ended", () => {
  const memory = fakeMemory();
  const jobs = new JobMirror();
  const before = new UnfinishedJobs(memory, jobs);
  expect(before.any).toBe(false);
  const job = jobWith({ status: "queued", percentage: 0 });
  jobs.accept(job);
  before.dispose();
  const after = new UnfinishedJobs(memory, new JobMirror());
  expect(after.any).toBe(true);
  const same = new UnfinishedJobs(memory, jobs);
  jobs.accept(later(job, { status: "completed" }));
  expect(same.any).toBe(false);
});
