/** Provider batches as they are shown: in the panel, by `manim-video batch`, over HTTP. */
import type { Problem } from "./problems.js";

/** The provider's states by the names that all fronts show. `UNKNOWN` is neither success nor failure. */
export const batchStates = [
  "JOB_STATE_QUEUED",
  "JOB_STATE_PENDING",
  "JOB_STATE_RUNNING",
  "JOB_STATE_SUCCEEDED",
  "JOB_STATE_PARTIALLY_SUCCEEDED",
  "JOB_STATE_FAILED",
  "JOB_STATE_CANCELLING",
  "JOB_STATE_CANCELLED",
  "JOB_STATE_EXPIRED",
  "JOB_STATE_UNKNOWN",
] as const;
export type BatchState = (typeof batchStates)[number];

const ended: readonly BatchState[] = [
  "JOB_STATE_SUCCEEDED",
  "JOB_STATE_PARTIALLY_SUCCEEDED",
  "JOB_STATE_FAILED",
  "JOB_STATE_CANCELLED",
  "JOB_STATE_EXPIRED",
];

/** Whether the provider will do no more work on it. */
export const isBatchEnded = (state: BatchState): boolean => ended.includes(state);

/** How far a batch of ours is. Only `created` has a name at the provider; only `sending` can be unsure. */
export type BatchPhase =
  /** Written down; nothing has been sent. */
  | "reserved"
  /** A create is on its way, or its answer was lost: the provider's list decides. */
  | "sending"
  | "created"
  /** All its requests have ended. */
  | "settled"
  /** The provider refused it, or its list showed that it never came to be. */
  | "dropped";

export type EntryState = "waiting" | "sent" | "answered" | "failed" | "cancelled";

/** How one request of a batch ended; what the panel counts by kind. */
export type AnswerKind = "answer" | "refused" | "truncated" | "empty" | "missing" | "mismatched" | "failed" | "expired";

export interface BatchEntrySummary {
  key: string;
  label: string;
  index: number;
  state: EntryState;
  kind: AnswerKind | null;
  problem: Problem | null;
}

export interface BatchSummary {
  /** Ours: the reservation's id. */
  id: string;
  phase: BatchPhase;
  displayName: string;
  /** The provider's name, `batches/…`; null before it has one. */
  name: string | null;
  provider: string;
  model: string;
  form: "inline" | "file";
  state: BatchState;
  requests: number;
  succeeded: number;
  failed: number;
  /** What its answers cost; null where the price is not known. */
  usd: number | null;
  tokens: { prompt: number; completion: number; cached: number; total: number };
  /** ISO 8601; null before. */
  createdAt: string;
  sentAt: string | null;
  endedAt: string | null;
  error: Problem | null;
  /** What may be billed beside it: twins at the provider, answers that came after single calls; null usd is not known. */
  overlap?: { batches: string[]; requests: number; usd: number | null };
}

/** What a piece of work will cost, before anything is spent. Money is null where a price is not known, never zero. */
export interface Quote {
  provider: string;
  models: string[];
  /** Requests it takes when nothing has to be repaired, and at most. */
  requests: { expected: number; most: number };
  tokens: { prompt: number; completion: number; counted: "provider" | "estimate" };
  usd: { interactive: number | null; batch: number | null };
  mode: "interactive" | "batch";
  /** What `mode` costs, and the cap it is held against; `allowed` is false when the cap refuses. */
  price: number | null;
  cap: number | null;
  allowed: boolean;
  /** One sentence: from our own history, or the provider's target. */
  wait: string;
  /** How the shared beginning of the prompts is sent, and why, in one line. */
  context: {
    choice: "explicit" | "implicit" | "none";
    why: string;
    /** What it would be by what it costs, where the user chose himself. */
    advice?: { choice: "explicit" | "implicit" | "none"; why: string };
  };
  /** Such as a model that is about to retire. */
  problems: Problem[];
}

/** An explicit context cache at the provider. Times are ISO 8601. */
export interface ContextCacheSummary {
  name: string;
  displayName: string;
  model: string;
  tokens: number | null;
  createdAt: string;
  expiresAt: string;
}
