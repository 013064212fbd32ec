/** The changes of a job as they happen, from any place in its journal. */
import { isFinal, type Job } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { apply } from "../jobs/journal.js";
import type { JobChange } from "../service/videoService.js";
import type { Bell } from "./bell.js";
import { isOutage } from "./redis.js";
import type { RedisJobs } from "./redisJobs.js";

/** Milliseconds after which it is looked without the bell: a message may have been lost. */
const lookEvery = 1000;

/**
 * Changes after `seq`, those to come included, until the job has ended or the signal aborts. While Redis is away it waits.
 * Throws ProblemError `job-missing` when the job is deleted meanwhile.
 */
export async function* changesOf(
  id: string,
  after: number,
  { jobs, bell, signal }: { jobs: RedisJobs; bell: Bell; signal: AbortSignal },
): AsyncIterable<JobChange> {
  let job: Job | null = null;
  let last = -1;
  const waiting = new Waiting(bell, id, signal);
  try {
    while (!signal.aborted) {
      waiting.rearm();
      const entries = await whileAway(() => jobs.entries(id, last), signal);
      for (const { seq, at, event } of entries) {
        job = apply(job, event, at);
        last = seq;
        if (seq > after) yield { seq, at, job };
      }
      if (entries.length > 0) continue;
      if (job === null || !(await whileAway(() => jobs.exists(id), signal)))
        throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
      if (isFinal(job.status)) return;
      await waiting.next();
    }
  } finally {
    waiting.stop();
  }
}

/** Waits for the bell; one that rings while nobody waits is not lost. */
class Waiting {
  private rung = Promise.withResolvers<undefined>();
  private readonly silence: () => void;
  private readonly ring = (): void => this.rung.resolve(undefined);

  constructor(
    bell: Bell,
    id: string,
    private readonly signal: AbortSignal,
  ) {
    this.silence = bell.on(id, this.ring);
    signal.addEventListener("abort", this.ring, { once: true });
  }

  rearm(): void {
    if (!this.signal.aborted) this.rung = Promise.withResolvers<undefined>();
  }

  async next(): Promise<void> {
    const timer = setTimeout(this.ring, lookEvery);
    await this.rung.promise;
    clearTimeout(timer);
  }

  stop(): void {
    this.silence();
    this.signal.removeEventListener("abort", this.ring);
  }
}

async function whileAway<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || signal.aborted) throw error;
      await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }
}
