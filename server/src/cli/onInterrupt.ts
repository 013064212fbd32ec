/** What an interrupt from the keyboard does: it cancels jobs, but leaves those that wait for a provider's batch. */
import { isFinal, type Job } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";

export interface Interruption {
  /** Aborted when there is nothing more to wait for. */
  signal: AbortSignal;
  dispose(): void;
}

/** A batch goes on at the provider and is paid for: its jobs wait to be resumed, as if the machine had been closed. */
export function onInterrupt(engine: Engine, jobs: () => Job[], signal: AbortSignal): Interruption {
  const leave = new AbortController();
  const interrupt = (): void => {
    const open = jobs().filter(({ status }) => !isFinal(status));
    const batched = open.filter(({ mode }) => mode === "batch");
    for (const { id, mode } of open) if (mode !== "batch") void engine.cancel(id).catch(() => undefined);
    if (batched.length === 0) return;
    const [first] = batched;
    const what = first?.list || (first?.id ?? "");
    process.stderr.write(`The batch goes on at the provider. Take it up again with: manim-video jobs resume ${what}\n`);
    leave.abort();
  };
  if (signal.aborted) interrupt();
  signal.addEventListener("abort", interrupt, { once: true });
  return { signal: leave.signal, dispose: () => signal.removeEventListener("abort", interrupt) };
}
