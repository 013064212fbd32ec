/** Plain requests that go to one model. */
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Model } from "../llm/model.js";
import type { BatchEntry, BatchProvider } from "./provider.js";

/** Requests for one model; `cached` are the tokens that a request's context cache holds. */
export interface RequestGroup {
  model: Model;
  batches: BatchProvider;
  requests: { id: string; request: BatchEntry["request"]; cached: number }[];
}

/** Throws ProblemError for a model without batches. */
export function batchesOf({ batches, id }: Model): BatchProvider {
  if (batches === undefined) throw new ProblemError(problem("setting-invalid", `${id} has no batches.`));
  return batches;
}
