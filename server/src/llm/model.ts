/** A language model as its callers see it: one request, one outcome. Providers live in folders beside this file. */
import type { BatchProvider } from "../batch/provider.js";
import type { ContextCaches } from "./contextCaches.js";
import type { GenerateOutcome, GenerateRequest } from "./generate.js";

export interface Model {
  /** The model's name at its provider, as it goes into requests and metadata. */
  readonly id: string;
  /** `gemini`, `openai`, `editor`: what stands before the slash in a setting. */
  readonly provider: string;
  /** Never rejects: what goes wrong is a `failed` outcome. Ends at once when the signal is aborted. */
  generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome>;
  /** Prompt tokens of a request, counted by the provider; null when it cannot say now. Never rejects. */
  countTokens?(request: GenerateRequest, signal: AbortSignal): Promise<number | null>;
  /** The provider's batches at half price, where it has them. */
  readonly batches?: BatchProvider;
  /** The provider's explicit context caches, where it has them. */
  readonly caches?: ContextCaches;
}
