/** Services over a backend that a test scripts. */
import { vi } from "vitest";
import type { Job } from "../../../protocol/job.js";
import type { Backend } from "../../../client/src/backend.js";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { ProposedFixes } from "../../../client/src/proposedFixes.js";
import type { KeyState } from "../../../client/src/secrets.js";
import type { Services } from "../../../client/src/services.js";
import { EventEmitter } from "./fakeVscode.js";

export function servicesWith(backend: Partial<Backend>, keys: { states?: KeyState[]; given?: boolean } = {}) {
  const states = [...(keys.states ?? ["unset"])];
  const stateChanged = new EventEmitter<string>();
  const panel = { show: vi.fn() };
  const fake = {
    server: {
      ready: () => Promise.resolve(backend as Backend),
      onDidChangeState: stateChanged.event,
      onRenderProgress: new EventEmitter().event,
      state: "running",
    },
    jobs: new JobMirror(),
    keys: {
      state: () => Promise.resolve((states.length > 1 ? states.shift() : states[0]) ?? "unset"),
      ask: () => Promise.resolve(keys.given ?? false),
    },
    panel,
    fixes: new ProposedFixes(),
    log: { error: vi.fn() },
  };
  return { services: fake as unknown as Services, jobs: fake.jobs, panel, stateChanged };
}

/** Lets everything that waits for settled promises go on. */
export const settled = () => new Promise((done) => setTimeout(done, 5));

export const later = (job: Job, more: Partial<Job>): Job => ({
  ...job,
  ...more,
  updatedAt: "2026-11-21T10:05:00.000Z",
});
