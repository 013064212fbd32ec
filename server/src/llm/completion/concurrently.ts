/** Runs work over a list of any length: so many at once, results in order of completion, no more read than is needed. */
import type { Stoppable } from "./stop.js";

/**
 * Yields what `work` gives for each item. At most `limit` items are under way and at most `limit` results wait to be
 * taken; items are read one at a time as places become free, so memory does not grow with the list or with a slow
 * consumer. After an abort nothing further is read; what is under way is waited for, so `work` must end then too.
 * Throws what the source or `work` throws. Leaving early aborts nothing: the caller does.
 */
export function concurrently<T, R>(
  source: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T, index: number) => Promise<R>,
  stop: Stoppable,
): AsyncIterable<R> {
  return { [Symbol.asyncIterator]: () => new Crew(source, limit, work, stop) };
}

/** Written by hand: each generator on the way of a result costs it as much as a small request's parsing. */
class Crew<T, R> implements AsyncIterator<R, undefined, undefined> {
  private readonly iterator: { async: false; of: Iterator<T> } | { async: true; of: AsyncIterator<T> };
  private readonly ended: { done: false; value: R }[] = [];
  private running = 0;
  private index = 0;
  private reading = false;
  private exhausted = false;
  private failure: { error: unknown } | null = null;
  private wake: (() => void) | null = null;
  private readonly stop = (): void => {
    this.exhausted = true;
    // A source that is stuck in its next item is not waited for.
    this.reading = false;
    this.wake?.();
  };

  constructor(
    source: Iterable<T> | AsyncIterable<T>,
    private readonly limit: number,
    private readonly work: (item: T, index: number) => Promise<R>,
    private readonly stopped: Stoppable,
  ) {
    this.iterator =
      Symbol.asyncIterator in source
        ? { async: true, of: source[Symbol.asyncIterator]() }
        : { async: false, of: source[Symbol.iterator]() };
    if (stopped.aborted) this.stop();
    else stopped.addEventListener("abort", this.stop, { once: true });
  }

  async next(): Promise<IteratorResult<R, undefined>> {
    for (;;) {
      this.fill();
      if (this.failure !== null) {
        this.leave();
        throw this.failure.error;
      }
      const ended = this.ended.shift();
      if (ended !== undefined) {
        this.fill();
        return ended;
      }
      if (this.exhausted && !this.reading && this.running === 0) {
        this.leave();
        return { done: true, value: undefined };
      }
      await new Promise<void>((resolve) => (this.wake = resolve));
      this.wake = null;
    }
  }

  /** Called when the loop is left early. */
  return(): Promise<IteratorResult<R, undefined>> {
    this.leave();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Lets the source close its file. It may be stuck, so nobody waits for it. */
  private leave(): void {
    this.stopped.removeEventListener("abort", this.stop);
    this.exhausted = true;
    if (this.iterator.async) this.iterator.of.return?.().catch(() => undefined);
    else this.iterator.of.return?.();
  }

  private fill(): void {
    while (!this.exhausted && !this.reading && this.running < this.limit && this.ended.length < this.limit) {
      try {
        if (!this.iterator.async) this.take(this.iterator.of.next());
        else {
          this.reading = true;
          this.iterator.of.next().then(
            (item) => this.read(item),
            (error: unknown) => this.fail(error),
          );
        }
      } catch (error) {
        this.fail(error);
      }
    }
  }

  private read(next: IteratorResult<T>): void {
    if (this.exhausted) return;
    this.reading = false;
    this.take(next);
    this.fill();
    this.wake?.();
  }

  private take(next: IteratorResult<T>): void {
    if (next.done === true) {
      this.exhausted = true;
      return;
    }
    this.running += 1;
    this.work(next.value, this.index++).then(
      (value) => {
        this.running -= 1;
        this.ended.push({ done: false, value });
        this.fill();
        this.wake?.();
      },
      (error: unknown) => {
        this.running -= 1;
        this.fail(error);
      },
    );
  }

  private fail(error: unknown): void {
    this.failure ??= { error };
    this.stop();
  }
}
