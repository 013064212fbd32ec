/** A job's changes read from its journal: those that were, then those to come. */
import { isFinal, type Job } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import { apply } from "../jobs/journal.js";
import type { JobChange } from "./videoService.js";

/** Milliseconds after which another process's changes are looked for. */
const lookEvery = 1000;

/** Ends when the job has ended or is deleted, and when the signal aborts. */
export async function* jobChanges(
  engine: Engine,
  id: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<JobChange> {
  let changed = Promise.withResolvers<undefined>();
  const stop = engine.onJobChanged((job) => {
    if (job.id === id) changed.resolve(undefined);
  });
  const aborted = (): void => changed.resolve(undefined);
  signal.addEventListener("abort", aborted);
  try {
    let job: Job | null = null;
    for (let seq = -1; !signal.aborted;) {
      changed = Promise.withResolvers();
      for (const { at, event } of engine.eventsAfter(id, seq)) {
        job = apply(job, event, at);
        if (++seq > after) yield { seq, at, job };
        // Read again: it may have been aborted while the reader was busy.
        if (isAborted(signal)) return;
      }
      if (job === null || isFinal(job.status) || !engine.has(id)) return;
      await within(changed.promise, lookEvery);
    }
  } finally {
    stop();
    signal.removeEventListener("abort", aborted);
  }
}

const isAborted = (signal: AbortSignal): boolean => signal.aborted;

async function within(promise: Promise<undefined>, bound: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), bound)));
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
