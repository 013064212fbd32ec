/** Asks a model many requests at once and gives all results in the order of the requests. */
import type { CompletionResult, CompletionTotals } from "../../../../protocol/completion.js";
import { problem } from "../../../../protocol/problems.js";
import type { Model } from "../model.js";
import { CompletionFailed, completing, type CompletionOptions, type RequestList } from "./completeEach.js";
import { idOf, type ListedRequest } from "./request.js";
import { unsentResult } from "./result.js";
import { TotalsCount } from "./totals.js";

export interface Completions {
  /** In the order of the requests; under `skip` only the successful ones. */
  results: CompletionResult[];
  totals: CompletionTotals;
}

/**
 * What goes wrong with one request is that request's result. Throws ProblemError `list-empty` or `setting-invalid`,
 * CompletionFailed under `fail_fast`, and what the source throws. When the signal is aborted the requests of an array
 * that were not sent have a result too, `cancelled`; of other lists what was not read is left out.
 */
export async function completeMany(
  model: Model,
  requests: RequestList,
  options: CompletionOptions = {},
): Promise<Completions> {
  const count = new TotalsCount(true);
  const results: CompletionResult[] = [];
  const { errorStrategy = "continue" } = options;
  try {
    for await (const [index, result] of completing(model, requests, options, count)) results[index] = result;
  } catch (error) {
    if (!(error instanceof CompletionFailed)) throw error;
    throw new CompletionFailed(error.result, error.totals, present(results));
  }
  // Every request that was read has its result, so what has none is the rest of the array.
  const unread = options.signal?.aborted === true && Array.isArray(requests) ? requests.slice(count.completed) : [];
  for (const listed of unread as ListedRequest[]) {
    const result = unsent(model, listed, count.completed);
    count.add(result);
    if (errorStrategy === "fail_fast") throw new CompletionFailed(result, count.totals(), present(results));
    if (errorStrategy === "continue") results[result.index] = result;
  }
  return { results: present(results), totals: count.totals() };
}

/**
 * The simple form: texts in, as many texts out, in the same order. A text that fails has no place in such a list, so
 * the first failure throws {@link CompletionFailed} and cancels the rest; completeMany gives partial results.
 */
export async function completeTexts(
  model: Model,
  prompts: readonly string[],
  options: Omit<CompletionOptions, "errorStrategy"> = {},
): Promise<string[]> {
  const requests = prompts.map((prompt) => ({ prompt }));
  const { results } = await completeMany(model, requests, { ...options, errorStrategy: "fail_fast" });
  return results.map(({ response }) => response ?? "");
}

function present(results: readonly (CompletionResult | undefined)[]): CompletionResult[] {
  return results.filter((result) => result !== undefined);
}

function unsent(model: Model, { id, metadata = {} }: ListedRequest, index: number): CompletionResult {
  const place = { id: idOf(id, index), index, metadata };
  return unsentResult(place, model.id, problem("cancelled", `Request ${place.id} was cancelled before it was sent.`));
}
