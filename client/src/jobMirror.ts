/**
 * The client's copy of the backend's jobs that matter now, as they are shown: those that run or wait, their lists, and the
 * newest others. It is told of changes and is filled again after a restart. The whole history stays in the backend.
 */
import * as vscode from "vscode";
import { isFinal, type Job } from "../../protocol/job.js";
import { shownJob } from "./shownJob.js";

/** Ended jobs that are held at most. */
const mostEnded = 300;

export class JobMirror implements vscode.Disposable {
  #jobs = new Map<string, Job>();
  readonly #changed = new vscode.EventEmitter<Job>();
  readonly #forgotten = new vscode.EventEmitter<string>();
  readonly #refilled = new vscode.EventEmitter<void>();
  /** One job is new or has changed. */
  readonly onDidChange = this.#changed.event;
  /** A job was deleted. */
  readonly onDidForget = this.#forgotten.event;
  /** All jobs were replaced. */
  readonly onDidRefill = this.#refilled.event;

  /** Newest first. */
  all(): Job[] {
    return [...this.#jobs.values()].sort((one, other) => (one.createdAt < other.createdAt ? 1 : -1));
  }

  get(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** The jobs of one list, in the list's order. */
  ofList(list: string): Job[] {
    return this.all()
      .filter((job) => job.list === list)
      .reverse();
  }

  /** Takes in a snapshot, unless it is older than the one held: answers and notifications can overtake each other. */
  accept(job: Job): void {
    const held = this.#jobs.get(job.id);
    if (held && held.updatedAt > job.updatedAt) return;
    const shown = shownJob(job);
    this.#jobs.set(job.id, shown);
    if (!held) this.#prune([job.id]);
    this.#changed.fire(shown);
  }

  /** Takes jobs in that were asked for, all of them, however many; nobody is told, since they may be old. */
  hold(jobs: Job[]): void {
    for (const job of jobs) {
      const held = this.#jobs.get(job.id);
      if (held && held.updatedAt >= job.updatedAt) continue;
      this.#jobs.set(job.id, shownJob(job));
    }
    this.#prune(jobs.map(({ id }) => id));
  }

  forget(id: string): void {
    if (this.#jobs.delete(id)) this.#forgotten.fire(id);
  }

  /** Takes the backend's answer in place of what was held. */
  refill(jobs: Job[]): void {
    this.#jobs = new Map(jobs.map((job) => [job.id, shownJob(job)]));
    this.#refilled.fire();
  }

  /** Calls back with the job's snapshots, the present one first, until it is final or the callback is disposed. */
  follow(id: string, seen: (job: Job) => void): vscode.Disposable {
    const subscriptions: vscode.Disposable[] = [];
    const stop = () => {
      for (const subscription of subscriptions.splice(0)) subscription.dispose();
    };
    const look = (job: Job | undefined) => {
      if (job?.id !== id) return;
      if (isFinal(job.status)) stop();
      seen(job);
    };
    subscriptions.push(
      this.onDidChange(look),
      this.onDidRefill(() => look(this.get(id))),
    );
    look(this.get(id));
    return new vscode.Disposable(stop);
  }

  dispose(): void {
    this.#changed.dispose();
    this.#forgotten.dispose();
    this.#refilled.dispose();
  }

  /** Of those that have ended, what was taken in first goes; those of a list that still runs are counted with it. */
  #prune(taken: readonly string[]): void {
    if (this.#jobs.size <= mostEnded) return;
    const kept = new Set(taken);
    const jobs = [...this.#jobs.values()];
    const running = new Set(jobs.flatMap(({ status, list }) => (isFinal(status) || list === "" ? [] : [list])));
    const ended = jobs.filter(({ id, status, list }) => !kept.has(id) && isFinal(status) && !running.has(list));
    for (const { id } of ended.slice(0, Math.max(0, ended.length - mostEnded))) this.#jobs.delete(id);
  }
}
