/** Plain requests asked one by one, at full price, instead of in a batch. */
import type { AnswerKind } from "../../../protocol/batch.js";
import type { CompletionResult } from "../../../protocol/completion.js";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { RequestGroup } from "../batch/requestGroup.js";
import { completeEach } from "../llm/completion/completeEach.js";
import type { ListedRequest } from "../llm/completion/request.js";

/** Requests under way at once. */
const concurrency = 5;

/** Results as they come; each has the index of its request. What goes wrong with one is its result. */
export async function* askEach(
  { model, requests }: Pick<RequestGroup, "model" | "requests">,
  signal: AbortSignal,
): AsyncGenerator<CompletionResult> {
  const options = { maxConcurrent: concurrency, signal };
  for await (const [, result] of completeEach(model, requests.map(listed), options)) yield result;
}

/** How a result counts beside those of a batch. */
export function kindOf({ error_type: code }: Pick<CompletionResult, "error_type">): AnswerKind {
  return code === null ? "answer" : (kinds[code] ?? "failed");
}

const kinds: Partial<Record<Problem["code"], AnswerKind>> = {
  "answer-refused": "refused",
  "answer-truncated": "truncated",
  "answer-empty": "empty",
};

/** A body of the provider's own can only go into a batch: a model is asked in our form. */
function listed({ id, request }: RequestGroup["requests"][number]): ListedRequest {
  if (request.kind === "generate") {
    const { system, prompt, schema, temperature, maxOutputTokens, thinkingBudget, cache } = request.request;
    return { id, system, prompt, schema, temperature, maxOutputTokens, thinkingBudget, cache };
  }
  const why = "it has a body in the provider's own form, which goes into a batch only: leave out --mode interactive.";
  return { id, problem: problem("list-invalid", `Request ${id}: ${why}`) };
}
