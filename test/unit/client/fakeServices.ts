/** Services over a backend that a test scripts. */
import { vi } from "vitest";
import type * as vscode from "vscode";
import type { Job } from "../../../protocol/job.js";
import type { Backend } from "../../../client/src/backend.js";
import { FollowedLists } from "../../../client/src/followedLists.js";
import { JobMirror } from "../../../client/src/jobMirror.js";
import { ProposedFixes } from "../../../client/src/proposedFixes.js";
import type { KeyName, KeyState } from "../../../client/src/secrets.js";
import type { Services } from "../../../client/src/services.js";
import { TopicProblems } from "../../../client/src/topicProblems.js";
import { EventEmitter } from "./fakeVscode.js";

/** `states` are those of the keys; `given` says whether the user gives one when asked. */
export function servicesWith(
  backend: Partial<Backend>,
  keys: { states?: Partial<Record<KeyName, KeyState>>; given?: boolean } = {},
  memory = fakeMemory(),
) {
  const asked: KeyName[] = [];
  const stateChanged = new EventEmitter<string>();
  const panel = { show: vi.fn() };
  const jobs = new JobMirror();
  const log = { error: vi.fn() };
  const fake = {
    server: {
      ready: () => Promise.resolve(backend as Backend),
      onDidChangeState: stateChanged.event,
      onRenderProgress: new EventEmitter().event,
      onDidChangeBatch: new EventEmitter().event,
      state: "running",
    },
    jobs,
    keys: {
      state: (name: KeyName) => Promise.resolve(keys.states?.[name] ?? "unset"),
      ask: (name: KeyName) => {
        asked.push(name);
        return Promise.resolve(keys.given ?? false);
      },
    },
    panel,
    fixes: new ProposedFixes(),
    topicProblems: new TopicProblems(() => Promise.resolve([])),
    log,
  };
  const { server } = fake as unknown as Services;
  const lists = new FollowedLists(memory, jobs, server, log as unknown as Services["log"]);
  return { services: { ...fake, lists } as unknown as Services, jobs, panel, stateChanged, asked };
}

/** What a workspace remembers over a reload of its window. */
export function fakeMemory(): vscode.Memento {
  const kept = new Map<string, unknown>();
  const memory = {
    get: (name: string, usual: unknown) => kept.get(name) ?? usual,
    update: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)),
  };
  return memory as unknown as vscode.Memento;
}

/** Lets everything that waits for settled promises go on. */
export const settled = () => new Promise((done) => setTimeout(done, 5));

export const later = (job: Job, more: Partial<Job>): Job => ({
  ...job,
  ...more,
  updatedAt: "2026-11-21T10:05:00.000Z",
});
