/** A storage that is down is asked again for a while: what was made is not to be made again because of it. */
import { setTimeout as wait } from "node:timers/promises";
import { problemKinds, ProblemError } from "../../../../protocol/problems.js";

export interface Patience {
  /** Seconds from the first failure on; after them the failure is thrown. */
  seconds: number;
  signal: AbortSignal;
  /** Told before each wait, with its milliseconds. */
  waiting: (milliseconds: number, failure: ProblemError) => void;
}

const firstWait = 500;
/** Somebody watches the progress, who is to see that it goes on. */
const longestWait = 5_000;

/** Does the work, again where the storage cannot be reached. Throws the ProblemError, or the signal's reason. */
export async function patiently<T>(work: () => Promise<T>, { seconds, signal, waiting }: Patience): Promise<T> {
  let until: number | null = null;
  for (let next = firstWait; ; next = Math.min(longestWait, next * 2)) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProblemError) || !passes(error)) throw error;
      until ??= Date.now() + seconds * 1000;
      // Many jobs that wait for the same storage do not come back at the same moment.
      const milliseconds = next * (0.75 + Math.random() / 2);
      if (Date.now() + milliseconds > until) throw error;
      waiting(milliseconds, error);
      await wait(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}

function passes({ problem: { code } }: ProblemError): boolean {
  return code.startsWith("storage-") && problemKinds[code].retryable;
}
