/** One attempt's end: its caller's abort, or its own time. */

/**
 * A signal of its own for each attempt, since the SDK leaves its listener on the one it is given. Dispose of it, or its
 * timer keeps the attempt in memory until it fires.
 */
export class Deadline implements Disposable {
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly stop = (): void => this.controller.abort(this.parent.reason);
  /** Its own time ran out. */
  passed = false;

  constructor(
    private readonly parent: AbortSignal,
    milliseconds: number,
  ) {
    this.timer = setTimeout(() => {
      this.passed = !this.controller.signal.aborted;
      this.controller.abort(new DOMException("The time for the answer is over.", "TimeoutError"));
    }, milliseconds);
    if (parent.aborted) this.stop();
    else parent.addEventListener("abort", this.stop, { once: true });
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.timer);
    this.parent.removeEventListener("abort", this.stop);
  }
}

/** Ends with the signal, whatever becomes of the work. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(new DOMException("Aborted", "AbortError"));
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
