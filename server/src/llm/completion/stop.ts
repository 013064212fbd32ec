/** The end of a run, told to all that is open in it. */

/** The part of an AbortSignal that waiting for it takes. */
export interface Stoppable {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { once: true }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Serves many short waits: an AbortSignal searches all its listeners for each that comes and goes, which for fifty open
 * requests takes longer than all else that is done for one.
 */
export class Stop implements Stoppable {
  aborted = false;
  private readonly listeners = new Set<() => void>();
  private readonly follow = (): void => this.abort();

  /** Stops with `outer` too. */
  constructor(private readonly outer: AbortSignal | undefined) {
    this.aborted = outer?.aborted === true;
    outer?.addEventListener("abort", this.follow, { once: true });
  }

  addEventListener(_type: "abort", listener: () => void): void {
    this.listeners.add(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    this.listeners.delete(listener);
  }

  /** Tells each listener once, and lets go of the outer signal. */
  abort(): void {
    this.aborted = true;
    this.outer?.removeEventListener("abort", this.follow);
    const told = [...this.listeners];
    this.listeners.clear();
    for (const listener of told) listener();
  }
}
