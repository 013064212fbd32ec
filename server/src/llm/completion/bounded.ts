/** Work that ends when its time is over or its signal is aborted, whether or not the work itself takes notice. */

import type { Stoppable } from "./stop.js";

export type Bounded<T> =
  { kind: "done"; value: T } | { kind: "failed"; error: unknown } | { kind: "timeout" } | { kind: "cancelled" };

/**
 * Never rejects. Time is a timer's, so a clock that is set forward or back changes nothing. The signal that `work` gets
 * is its own: it is aborted in both cases, and no listener stays on `outer`.
 */
export async function bounded<T>(
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  outer: Stoppable,
): Promise<Bounded<T>> {
  if (outer.aborted) return { kind: "cancelled" };
  const own = new AbortController();
  return new Promise((resolve) => {
    const finish = (end: Bounded<T>): void => {
      clearTimeout(timer);
      outer.removeEventListener("abort", cancel);
      resolve(end);
      if (end.kind === "timeout" || end.kind === "cancelled") own.abort();
    };
    const cancel = (): void => finish({ kind: "cancelled" });
    const timer = setTimeout(() => finish({ kind: "timeout" }), milliseconds);
    outer.addEventListener("abort", cancel, { once: true });
    started(work, own.signal).then(
      (value) => finish({ kind: "done", value }),
      (error: unknown) => finish({ kind: "failed", error }),
    );
  });
}

/** What a function throws before its first await is a rejection like any other. */
async function started<T>(work: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  return work(signal);
}
