/** A language model as the author of videos sees it: one request, one outcome. Providers live in folders beside this file. */
import type { Problem } from "../../../protocol/problems.js";
import type { Spent } from "./author.js";

/** JSON schema as `z.toJSONSchema` writes it; each provider reduces it to what it understands. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface GenerateRequest {
  /** What the request is for, in a few words, for logs and messages: `plan`, `scene 02 Areas`. */
  label: string;
  /** Instructions that many requests share; sent first, so that a provider may cache them. */
  system: string;
  prompt: string;
  /** When given, the answer's text is JSON of this shape (a provider may still get it wrong: validate it). */
  schema?: JsonSchema;
  temperature: number;
  /** Bound of the answer, the model's own thinking included. */
  maxOutputTokens: number;
  /** Told when the request waits before it is sent again. */
  report?: (message: string) => void;
}

/** How a request ended. Every outcome but `failed` was answered by the provider and is billed. */
export type GenerateOutcome =
  | { kind: "answer"; text: string; spent: Spent }
  /** The model or the provider's filter would not answer; `reason` is a sentence for the user. */
  | { kind: "refused"; reason: string; spent: Spent }
  /** The answer hit its length bound; `text` is what there is of it. */
  | { kind: "truncated"; text: string; spent: Spent }
  | { kind: "empty"; reason: string; spent: Spent }
  /** No answer came, after the provider's own bounded retries; `cancelled` when the signal was aborted. */
  | { kind: "failed"; problem: Problem; retryable: boolean };

/** Capabilities beyond `generate` (batch, cache, countTokens, stream) are optional members of a provider's own class. */
export interface Model {
  /** The model's name at its provider, as it goes into requests and metadata. */
  readonly id: string;
  /** Never rejects: what goes wrong is a `failed` outcome. Ends at once when the signal is aborted. */
  generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome>;
}
