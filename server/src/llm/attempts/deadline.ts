/** One attempt's end: its caller's abort, or its own time. */

/**
 * A signal of its own for each attempt, since SDKs and fetch leave listeners on the one they are given. Dispose of it, or
 * its timer keeps the attempt in memory until it fires.
 */
export class Deadline {
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

  dispose(): void {
    clearTimeout(this.timer);
    this.parent.removeEventListener("abort", this.stop);
  }
}
