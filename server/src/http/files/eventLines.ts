/** A job's changes as server-sent events: each with its number, and a sign of life while nothing changes. */
import type { Job } from "../../../../protocol/job.js";
import type { JobChange } from "../../service/videoService.js";

export interface EventTimes {
  /** Milliseconds of silence after which a running job's progress is told again; its number stays that of the last change. */
  progress: number;
  /** Milliseconds of silence after which a waiting job's listener hears a comment. */
  heartbeat: number;
}
export const usualTimes: EventTimes = { progress: 4000, heartbeat: 15_000 };

/** The text of the stream. Ends with the changes; whoever stops reading aborts their signal. */
export async function* eventLines(
  changes: AsyncIterable<JobChange>,
  job: Job,
  shown: (job: Job) => unknown,
  times: EventTimes = usualTimes,
): AsyncGenerator<string> {
  // The reader knows at once that it is connected, and a lost connection is tried again after two seconds.
  yield `retry: 2000\n\n`;
  const reader = changes[Symbol.asyncIterator]();
  let last = job;
  let next = reader.next();
  for (;;) {
    const running = last.status === "running";
    const change = await within(next, running ? times.progress : times.heartbeat);
    if (change === null) {
      yield running ? eventOf(null, "progress", shown(last)) : ": waiting\n\n";
      continue;
    }
    if (change.done === true) return;
    const { seq, job: now } = change.value;
    last = now;
    yield eventOf(seq, "status", shown(now));
    next = reader.next();
  }
}

function eventOf(id: number | null, name: string, data: unknown): string {
  return `${id === null ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Null when it takes longer. */
async function within<T>(promise: Promise<T>, bound: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), bound)));
  try {
    return await Promise.race([promise, over]);
  } finally {
    clearTimeout(timer);
  }
}
