/** How a task says what happens: in order, as long as it is the one to say so, whatever becomes of Redis meanwhile. */
import type { Job } from "../../../protocol/job.js";
import type { JobEvent } from "../jobs/journal.js";
import { isOutage } from "./redis.js";
import type { Claim, RedisJobs } from "./redisJobs.js";

/** Why a task is ended that has nothing more to say: another has it, or its job has ended. */
export const replaced = new Error("the task is another's now, or its job has ended");

/** Milliseconds between two tries while Redis is away. */
const tryEvery = 500;

export class TaskWriter {
  private written: Promise<void> = Promise.resolve();

  /** `stop` is aborted when the claim is void. */
  constructor(
    private readonly jobs: RedisJobs,
    readonly claim: Claim,
    private readonly stop: AbortController,
  ) {}

  record(event: JobEvent): void {
    this.tell(() => [event]);
  }

  /** Events that follow from the job as it is when they are written. */
  tell(make: (job: Job) => JobEvent[]): void {
    const before = this.written;
    this.written = before.then(() => this.write(make));
    // Whoever flushes is told.
    this.written.catch(() => undefined);
  }

  /** All that was told is in Redis. Rejects with `replaced`, or as the task was stopped. */
  async flush(): Promise<void> {
    await this.written;
  }

  private async write(make: (job: Job) => JobEvent[]): Promise<void> {
    for (;;) {
      this.stop.signal.throwIfAborted();
      try {
        const { kind } = await this.jobs.record(this.claim.id, { make, claim: this.claim });
        if (kind === "written") return;
        this.stop.abort(replaced);
      } catch (error) {
        if (!isOutage(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, tryEvery));
      }
    }
  }
}
