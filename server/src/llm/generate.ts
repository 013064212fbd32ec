/** One question to a language model, and how it ended. */
import type { Problem } from "../../../protocol/problems.js";
import type { Spent } from "./spent.js";

/** JSON schema as `z.toJSONSchema` writes it; each provider reduces it to what it understands. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A function that the model may ask us to call. */
export interface ToolDeclaration {
  name: string;
  description: string;
  /** An object schema. */
  parameters: JsonSchema;
}

export interface ToolCall {
  /** The provider's id of the call, or one of ours where it gives none. */
  id: string;
  name: string;
  arguments: Readonly<Record<string, unknown>>;
}

/** What followed the prompt so far: the model's calls and our results, in turns. */
export type Turn =
  /** `raw` is the provider's own form of the turn, sent back as it came (thought signatures live in it). */
  | { role: "model"; text: string; calls: ToolCall[]; raw: unknown }
  | { role: "tools"; results: { id: string; name: string; result: string; isError: boolean }[] };

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
  /** Tokens the model may think; absent for the model's own choice. */
  thinkingBudget?: number;
  tools?: readonly ToolDeclaration[];
  /** Comes after the prompt; empty or absent for a first question. */
  turns?: readonly Turn[];
  /** The provider's name of an explicit context cache that stands for `system`, which is then not sent again. */
  cache?: string;
  /**
   * A word that stands in the prompt and that the prompt asks to be repeated in the answer. Where answers may be
   * swapped (batches), one that holds another request's echo is refused.
   */
  echo?: string;
  /** Told when the request waits before it is sent again. */
  report?: (message: string) => void;
  /** Given the provider's own form of the answer, as it came. Not for an answer of a batch: that is in the ledger. */
  received?: (raw: unknown) => void;
}

/** How a request ended. Every outcome but `failed` was answered by the provider and is billed. */
export type GenerateOutcome =
  | { kind: "answer"; text: string; spent: Spent }
  /** The model asks for tools; only for a request that declares some. `turn` goes back with the results after it. */
  | { kind: "calls"; turn: Extract<Turn, { role: "model" }>; spent: Spent }
  /** The model or the provider's filter would not answer; `reason` is a sentence for the user. */
  | { kind: "refused"; reason: string; spent: Spent }
  /** The answer hit its length bound; `text` is what there is of it. */
  | { kind: "truncated"; text: string; spent: Spent }
  | { kind: "empty"; reason: string; spent: Spent }
  /** No answer came, after the provider's own bounded retries; `cancelled` when the signal was aborted. */
  | { kind: "failed"; problem: Problem; retryable: boolean };
