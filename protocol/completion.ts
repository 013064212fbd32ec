/** Results of completing many requests, by the names that are fixed for scripts (snake case). */
import type { Problem } from "./problems.js";

export interface TokenTotals {
  prompt: number;
  completion: number;
  cached: number;
  total: number;
}

/** Least and most; null where the method knows nothing of the model. */
export interface Range {
  low: number;
  high: number;
}

export interface ToolExecution {
  name: string;
  arguments: Readonly<Record<string, unknown>>;
  result: string;
  error: boolean;
  /** Seconds. */
  elapsed_time: number;
}

/** One request's end. `error` and `error_type` are null exactly when `success` is true; `error_type` is a problem's code. */
export interface CompletionResult {
  id: string;
  /** Place of the request in the list. */
  index: number;
  success: boolean;
  response: string | null;
  error: string | null;
  error_type: Problem["code"] | null;
  /** Seconds from the first attempt to the end. */
  elapsed_time: number;
  tool_calls_made: number;
  tool_execution_history: ToolExecution[];
  tokens: TokenTotals;
  usd: number | null;
  /** The model that answered; the asked one where none did. */
  model: string;
  /** The request's own, with `_retried: true` when it was sent again after a failure, `_cached: true` from the cache. */
  metadata: Readonly<Record<string, unknown>>;
}

export interface CompletionTotals {
  total_requests: number;
  successful_requests: number;
  failed_requests: number;
  /** Sum of the requests' times in seconds; its quotient by `wall_time` is the concurrency benefit. */
  total_elapsed_time: number;
  wall_time: number;
  tokens: TokenTotals;
  usd: number | null;
  kwh: Range | null;
  kgco2e: Range | null;
  /** Where the energy figures come from. */
  energy_source: string;
  /** Index to error message. */
  errors: Readonly<Record<number, string>>;
}
