/** Asks a model many requests at once and yields each result as it comes; a list of any length passes in flat memory. */
import type { CompletionResult, CompletionTotals } from "../../../../protocol/completion.js";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Model } from "../model.js";
import { Asker, type Asked } from "./asker.js";
import { concurrently } from "./concurrently.js";
import { ProgressLine, type ProgressStream } from "./progressLine.js";
import type { ListedRequest, RequestDefaults } from "./request.js";
import { Stop } from "./stop.js";
import { TotalsCount } from "./totals.js";

/**
 * `fail_fast` throws {@link CompletionFailed} at the first request that fails for good and cancels the rest; `continue`
 * gives every result; `skip` gives only the successful ones.
 */
export type ErrorStrategy = "fail_fast" | "continue" | "skip";

export interface CompletionOptions extends RequestDefaults {
  /** Requests under way at once; 5 when absent. */
  maxConcurrent?: number;
  /** `continue` when absent. */
  errorStrategy?: ErrorStrategy;
  /**
   * Sends requests whose problem may pass once more, after all others; invalid and refused answers are not sent again.
   * A failure that gets this second try is no error before it has failed too, for `fail_fast` as well.
   */
  retryFailed?: boolean;
  /** `total` is null for a list that does not say how long it is. What it throws ends the run and is thrown. */
  onProgress?: (completed: number, total: number | null, result: CompletionResult) => void;
  /** Shows a line on standard error. */
  showProgress?: boolean;
  /** Where that line goes instead. */
  progressStream?: ProgressStream;
  /** Ends open requests as `cancelled` and sends no others. */
  signal?: AbortSignal;
}

export type RequestList = Iterable<ListedRequest> | AsyncIterable<ListedRequest>;

/** The first request that failed for good, under `fail_fast`. */
export class CompletionFailed extends ProblemError {
  constructor(
    readonly result: CompletionResult,
    /** What had been used until then. */
    readonly totals: CompletionTotals,
    /** Results that were there before; empty from the iterator, which has given them already. */
    readonly finished: readonly CompletionResult[] = [],
  ) {
    super(problem(result.error_type ?? "internal-error", result.error ?? "The request failed."));
    this.name = "CompletionFailed";
  }
}

const defaultConcurrency = 5;

/**
 * Yields `[index, result]` in order of completion and returns the totals, whose `errors` holds the first thousand.
 * Results are not kept, and at most twice `maxConcurrent` requests are held, whatever the consumer's speed; only
 * failures that wait for their second try are. Leaving the loop cancels what is open. Throws ProblemError `list-empty`
 * or `setting-invalid`, CompletionFailed, and what the source throws.
 */
export function completeEach(
  model: Model,
  requests: RequestList,
  options: CompletionOptions = {},
): AsyncGenerator<[number, CompletionResult], CompletionTotals, undefined> {
  return completing(model, requests, options, new TotalsCount(false));
}

/** {@link completeEach} with a count of the caller's. */
export async function* completing(
  model: Model,
  requests: RequestList,
  options: CompletionOptions,
  count: TotalsCount,
): AsyncGenerator<[number, CompletionResult], CompletionTotals, undefined> {
  const { maxConcurrent: limit = defaultConcurrency, errorStrategy = "continue", retryFailed = false } = options;
  if (!Number.isInteger(limit) || limit < 1)
    throw new ProblemError(problem("setting-invalid", `maxConcurrent is ${limit}; it is 1 or more.`));
  count.begin();
  const line = options.showProgress === true ? new ProgressLine(options.progressStream) : null;
  const total = Array.isArray(requests) ? requests.length : null;
  const asker = new Asker(model, options);
  const stop = new Stop(options.signal);
  /** Counts a final result; whether it is given to the caller. */
  const settle = (result: CompletionResult): boolean => {
    count.add(result);
    line?.show(count.completed, total, count.failures);
    options.onProgress?.(count.completed, total, result);
    if (!result.success && errorStrategy === "fail_fast") throw new CompletionFailed(result, count.totals());
    return result.success || errorStrategy !== "skip";
  };
  // Failures that may pass are held back until everything else is done, and asked once more.
  const held = new Map<number, Asked>();
  try {
    const ask = (request: ListedRequest, index: number): Promise<Asked> => asker.ask(request, index, stop);
    for await (const asked of concurrently(requests, limit, ask, stop)) {
      if (retryFailed && asked.again !== null) held.set(asked.result.index, asked);
      else if (settle(asked.result)) yield [asked.result.index, asked.result];
    }
    const askAgain = (asked: Asked): Promise<CompletionResult> => {
      held.delete(asked.result.index);
      return asker.askAgain(asked, stop);
    };
    for await (const result of concurrently([...held.values()], limit, askAgain, stop))
      if (settle(result)) yield [result.index, result];
    // After an abort there is no second try, and the first one's result stands.
    for (const { result } of held.values()) if (settle(result)) yield [result.index, result];
    if (count.completed === 0 && !stop.aborted)
      throw new ProblemError(problem("list-empty", "The list has no requests."));
    return count.totals();
  } finally {
    stop.abort();
    line?.end();
  }
}
