import { expect, it, vi } from "vitest";
import type * as vscode from "vscode";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { UnfinishedJobs } from "../../../client/src/unfinishedJobs.js";
import { later } from "./fakeServices.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

it("remembers over a reload that jobs wait, and forgets it when all have ended", () => {
  const kept = new Map<string, unknown>();
  const memory = {
    get: (name: string, usual: unknown) => kept.get(name) ?? usual,
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
  } as unknown as vscode.Memento;
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
