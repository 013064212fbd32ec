/** Results in the fixed words, from a conversation, from the cache, or from a request that was never sent. */
import type { CompletionResult } from "../../../../protocol/completion.js";
import type { Problem } from "../../../../protocol/problems.js";
import type { Conversation } from "./conversation.js";
import type { StoredAnswer } from "./responseCache.js";
import { addTokens, plus } from "./usage.js";

export interface Place {
  id: string;
  index: number;
  metadata: Readonly<Record<string, unknown>>;
}

export function conversationResult(
  { id, index, metadata }: Place,
  model: string,
  talk: Conversation,
): CompletionResult {
  const { end, history, callsMade, usage, elapsed } = talk;
  return {
    id,
    index,
    success: end.ok,
    response: end.ok ? end.text : null,
    error: end.ok ? null : end.problem.message,
    error_type: end.ok ? null : end.problem.code,
    elapsed_time: elapsed,
    tool_calls_made: callsMade,
    tool_execution_history: history,
    tokens: { ...usage.tokens },
    usd: usage.usd,
    model: usage.model ?? model,
    metadata: { ...metadata },
  };
}

/** The second try's result; the first one was billed and took its time too. */
export function retriedResult(first: CompletionResult, second: CompletionResult): CompletionResult {
  const tokens = { ...first.tokens };
  addTokens(tokens, second.tokens);
  return {
    ...second,
    elapsed_time: first.elapsed_time + second.elapsed_time,
    tool_calls_made: first.tool_calls_made + second.tool_calls_made,
    tool_execution_history: [...first.tool_execution_history, ...second.tool_execution_history],
    tokens,
    usd: plus(first.usd, second.usd),
    metadata: { ...second.metadata, _retried: true },
  };
}

/** Nothing was used this time, so tokens and money are zero. */
export function cachedResult(place: Place, answer: StoredAnswer, elapsed: number): CompletionResult {
  return {
    ...unsent(place, answer.model),
    success: true,
    response: answer.text,
    elapsed_time: elapsed,
    tool_calls_made: answer.callsMade,
    tool_execution_history: answer.history,
    metadata: { ...place.metadata, _cached: true },
  };
}

/** A request that could not be sent, or that nobody wanted any more. */
export function unsentResult(place: Place, model: string, found: Problem): CompletionResult {
  return { ...unsent(place, model), error: found.message, error_type: found.code };
}

function unsent({ id, index, metadata }: Place, model: string): CompletionResult {
  return {
    id,
    index,
    success: false,
    response: null,
    error: null,
    error_type: null,
    elapsed_time: 0,
    tool_calls_made: 0,
    tool_execution_history: [],
    tokens: { prompt: 0, completion: 0, cached: 0, total: 0 },
    usd: 0,
    model,
    metadata: { ...metadata },
  };
}
