/**
 * A provider's batches as the ledger sees them. Creating one is not idempotent anywhere, so how a create ended is told
 * in four kinds, and only `unsent` and `refused` say for sure that the provider has no batch of it.
 */
import type { BatchState } from "../../../protocol/batch.js";
import type { Problem } from "../../../protocol/problems.js";
import type { GenerateOutcome, GenerateRequest } from "../llm/generate.js";

/** One request of a batch. `key` is unique in the ledger and comes back with the answer where the provider keeps it. */
export interface BatchEntry {
  key: string;
  request: (
    | { kind: "generate"; request: GenerateRequest }
    /** A body in the provider's own REST form, from a JSONL file of the user's. */
    | { kind: "rest"; body: Readonly<Record<string, unknown>> }
  ) & {
    /** The user's own, from a JSONL file; kept beside the answer and not sent. */
    metadata?: Readonly<Record<string, unknown>>;
  };
}

export interface NewBatch {
  /** Installation id + reservation id; how a batch is found again whose name was lost. */
  displayName: string;
  model: string;
  entries: readonly BatchEntry[];
  /** Inline in the create, or as a JSONL file that is uploaded before it. */
  form: "inline" | "file";
  /** The uploaded file of an earlier attempt at the same batch, so that it is not uploaded again. */
  file: string | null;
  /** Called with the uploaded file's name before the create is sent. */
  uploaded(file: string): void;
  /** Called immediately before the create goes out: from then on only the provider knows. When it throws, nothing may go out. */
  sending(): void;
}

export type CreateOutcome =
  | { kind: "created"; batch: ProviderBatch }
  /** The provider answered that it made none. `tooLarge`: smaller chunks may pass. `entry`: index of the one to blame. */
  | { kind: "refused"; problem: Problem; tooLarge: boolean; entry: number | null }
  /** It was never sent (no connection, a failed upload), or was turned away with a rate limit; `delay` in ms if asked for. */
  | { kind: "unsent"; problem: Problem; delay: number | null }
  /** Sent, and no whole answer came. Whether the batch exists is seen in {@link BatchProvider.find}. */
  | { kind: "unsure"; problem: Problem };

/** A batch as the provider describes it. */
export interface ProviderBatch {
  name: string;
  displayName: string;
  model: string;
  state: BatchState;
  /** The provider's own reason, for a batch that failed. */
  error: string | null;
  /** Counts where the provider gives them. */
  counts: { total: number; succeeded: number; failed: number } | null;
  /** ISO 8601. */
  createdAt: string | null;
  /** The whole answer of the provider, for {@link BatchProvider.answers} and for being shown. */
  raw: unknown;
}

/** One answer of a batch. `key` is null where the provider gave none back; `index` is its place in the results. */
export interface BatchAnswer {
  key: string | null;
  index: number;
  outcome: GenerateOutcome;
  /** The answer as it came, for JSON export. */
  raw: unknown;
}

export type BatchCall<T> = { ok: true; value: T } | { ok: false; problem: Problem; retryable: boolean };

/** None of these reject; all end at once when the signal is aborted. */
export interface BatchProvider {
  /** Sends at most one create. */
  create(batch: NewBatch, signal: AbortSignal): Promise<CreateOutcome>;
  /** Every batch of this display name in the complete list, oldest first. A partly read list is not `ok`. */
  find(displayName: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>>;
  /** `ok` with null when the provider knows no such batch. */
  get(name: string, signal: AbortSignal): Promise<BatchCall<ProviderBatch | null>>;
  /**
   * All answers there are, also of a batch that failed or was cancelled half-way. A broken result line is an answer with
   * a `failed` outcome; a download that was cut is `ok: false`. `day` decides the price.
   */
  answers(batch: ProviderBatch, day: Date, signal: AbortSignal): Promise<BatchCall<BatchAnswer[]>>;
  /** Asks for it to be cancelled; the state changes later, if at all. */
  cancel(name: string, signal: AbortSignal): Promise<BatchCall<null>>;
  /** Deletes the record at the provider; it does not cancel. */
  delete(name: string, signal: AbortSignal): Promise<BatchCall<null>>;
  list(signal: AbortSignal): Promise<BatchCall<ProviderBatch[]>>;
}
