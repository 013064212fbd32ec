/** One model and one set of options for list after list, and an end to whatever is open. */
import type { CompletionResult, CompletionTotals } from "../../../../protocol/completion.js";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Model } from "../model.js";
import { completeEach, type CompletionOptions, type RequestList } from "./completeEach.js";
import { completeMany, type Completions } from "./completeMany.js";

export class CompletionProcessor implements AsyncDisposable {
  private readonly ending = new AbortController();
  private readonly open = new Set<Promise<unknown>>();

  /** The options' signal ends all lists, as disposing does. A cache stays the caller's to close. */
  constructor(
    private readonly model: Model,
    private readonly options: CompletionOptions = {},
  ) {
    const { signal } = options;
    if (signal?.aborted === true) this.ending.abort();
    signal?.addEventListener("abort", this.end, { once: true });
  }

  /** May be called again, also while another list is under way: each has `maxConcurrent` of its own. */
  async process(requests: RequestList): Promise<Completions> {
    const run = completeMany(this.model, requests, this.usable());
    this.open.add(run);
    try {
      return await run;
    } finally {
      this.open.delete(run);
    }
  }

  /** {@link completeEach} with this processor's model and options. */
  each(requests: RequestList): AsyncGenerator<[number, CompletionResult], CompletionTotals, undefined> {
    return completeEach(this.model, requests, this.usable());
  }

  /** Cancels open requests and waits for their lists to end; the processor takes no others. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.end();
    this.options.signal?.removeEventListener("abort", this.end);
    await Promise.allSettled(this.open);
  }

  private readonly end = (): void => this.ending.abort();

  /** Throws ProblemError `cancelled` once it was ended. */
  private usable(): CompletionOptions {
    if (this.ending.signal.aborted) throw new ProblemError(problem("cancelled", "The processor was ended."));
    return { ...this.options, signal: this.ending.signal };
  }
}
