/** Runs jobs: a few at a time, each with a signal that ends it, each claimed from other processes while it runs. */
import PQueue from "p-queue";
import { isFinal, type Job } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import { FairTurns } from "./fairTurns.js";
import type { JobEvent } from "./journal.js";
import type { JobStore } from "./jobStore.js";

/** How a run ended; a cancelled run is seen by its signal. */
export type RunEnd = Extract<JobEvent, { type: "finished" }>;

/** Makes the video of a job. Rejects only when something is wrong with ourselves. */
export type JobRunner = (job: Job, record: (event: JobEvent) => void, signal: AbortSignal) => Promise<RunEnd>;

/** Milliseconds between two looks whether another process has asked for a job to be cancelled. */
const lookEvery = 250;
/** Milliseconds between two signs of life: each is written to the disk, and a lease outlasts several of them. */
const heartbeatEvery = 10_000;

interface Running {
  abort: AbortController;
  ended: Promise<Job>;
}

export class Scheduler {
  private readonly queue: PQueue;
  private readonly turns = new FairTurns();
  private readonly running = new Map<string, Running>();
  /** One for all jobs, while there are any. */
  private heart: NodeJS.Timeout | undefined;
  private lastBeat = 0;

  constructor(
    private readonly store: JobStore,
    private readonly runner: JobRunner,
    private readonly log: Log,
    concurrency: number,
  ) {
    this.queue = new PQueue({ concurrency });
  }

  /** Puts a job in the queue and claims it. Throws ProblemError when it runs already, here or elsewhere. */
  start(id: string): void {
    const job = this.store.get(id);
    if (job === null) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    const other = this.store.runningIn(job.folder);
    if (this.running.has(id) || other !== null || !this.store.claim(id))
      throw new ProblemError(problem("job-running", `A job is already running in ${job.folder} (${other ?? id}).`));
    const abort = new AbortController();
    // A job that waits for a provider's batch would keep others from running, and from joining the batch.
    const request = this.store.request(id);
    const waits = request?.mode === "batch";
    const ended = (waits ? this.run(id, abort) : this.queued(id, request?.user ?? "", abort)).finally(() => {
      this.running.delete(id);
      if (this.running.size === 0) this.stopHeart();
      this.store.release(id);
    });
    // Without a journal to write to, whoever waits is told; where nobody waits, the process goes on.
    ended.catch((error: unknown) =>
      this.log.error(`job ${id}: ${error instanceof Error ? error.message : String(error)}`),
    );
    this.running.set(id, { abort, ended });
    this.heart ??= setInterval(() => this.beat(), lookEvery);
  }

  /** Ends the job wherever it runs, and waits until it has ended: for another process at most five seconds. */
  async cancel(id: string): Promise<Job> {
    const running = this.running.get(id);
    running?.abort.abort();
    if (running !== undefined) return running.ended;
    if (this.store.isOwned(id)) this.store.askCancel(id);
    else this.markCancelled(id);
    return this.settled(id, AbortSignal.timeout(5000));
  }

  /** Waits until the job has ended, in this process or another; an aborted signal gives the job as it is. */
  async settled(id: string, signal: AbortSignal): Promise<Job> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
    for (;;) {
      const running = this.running.get(id);
      if (running !== undefined && !signal.aborted) {
        const ended = await Promise.race([running.ended, aborted]);
        if (ended !== undefined) return ended;
      }
      const job = this.store.get(id);
      if (job === null) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
      if (isFinal(job.status) || signal.aborted) return job;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Starts no more of what waits, and waits until what runs has ended, at most so long (milliseconds). */
  async drain(bound: number): Promise<void> {
    this.queue.pause();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, bound)));
    await Promise.race([this.queue.onPendingZero(), over]);
    clearTimeout(timer);
  }

  /** Ends every run of this process without marking it cancelled: the jobs wait to be resumed. */
  async dispose(): Promise<void> {
    const all = [...this.running.values()];
    for (const { abort } of all) abort.abort(disposed);
    await Promise.allSettled(all.map(({ ended }) => ended));
  }

  /** Runs the job in its user's turn. One that is aborted before ends at once, whatever the others do. */
  private queued(id: string, user: string, abort: AbortController): Promise<Job> {
    const turn = this.turns.take(user);
    let run: Promise<Job> | undefined;
    const begin = (): Promise<Job> => (run ??= this.run(id, abort));
    const cutShort = new Promise<Job>((resolve) =>
      abort.signal.addEventListener("abort", () => resolve(begin()), { once: true }),
    );
    const inTurn = (): Promise<Job> => {
      this.turns.serve(turn);
      return begin();
    };
    return Promise.race([this.queue.add(inTurn, { priority: -turn }), cutShort]);
  }

  private async run(id: string, { signal }: AbortController): Promise<Job> {
    const record = (event: JobEvent): void => void this.store.record(id, event);
    if (!signal.aborted) record({ type: "started" });
    try {
      signal.throwIfAborted();
      record(await this.runner(this.require(id), record, signal));
    } catch (error) {
      if (signal.reason === disposed) record({ type: "interrupted" });
      else if (signal.aborted) this.markCancelled(id);
      else record(this.failed(id, error));
    }
    return this.require(id);
  }

  private failed(id: string, error: unknown): RunEnd {
    const known = error instanceof ProblemError ? error.problem : null;
    if (known === null)
      this.log.error(`job ${id}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    const shown = known ?? problem("internal-error", error instanceof Error ? error.message : String(error));
    this.store.record(id, { type: "problem", problem: shown });
    return { type: "finished", status: "failed", message: shown.message };
  }

  private markCancelled(id: string): void {
    const job = this.store.get(id);
    if (job !== null && !isFinal(job.status))
      this.store.record(id, { type: "finished", status: "cancelled", message: "Cancelled" });
  }

  /** Jobs that wait in the queue live as well: no other process may take them for lost. */
  private beat(): void {
    const ids = [...this.running.keys()];
    try {
      if (Date.now() - this.lastBeat >= heartbeatEvery) {
        this.lastBeat = Date.now();
        this.store.heartbeat(ids);
      }
      for (const id of this.store.cancelAsked(ids)) this.running.get(id)?.abort.abort();
    } catch (error) {
      // The job's own next step says what is wrong with the disk.
      if (!(error instanceof ProblemError)) throw error;
    }
  }

  private stopHeart(): void {
    clearInterval(this.heart);
    this.heart = undefined;
  }

  private require(id: string): Job {
    const job = this.store.get(id);
    if (job === null) throw new Error(`there is no job ${id}`);
    return job;
  }
}

const disposed = new Error("the backend is closing");

/** Whether a run was ended because its process ends, and not because somebody cancelled it. */
export const isDisposal = (reason: unknown): boolean => reason === disposed;
