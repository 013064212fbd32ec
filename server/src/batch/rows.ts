/** The ledger's rows as the code sees them, and how they are read from SQLite. */
import type { AnswerKind, BatchPhase, BatchState, EntryState } from "../../../protocol/batch.js";
import type { TokenTotals } from "../../../protocol/completion.js";
import type { Problem } from "../../../protocol/problems.js";
import type { GenerateOutcome } from "../llm/generate.js";
import type { BatchEntry } from "./provider.js";

export type AskedRequest = BatchEntry["request"];

/** Work that may be billed beside the batch itself: twins at the provider, answers that came after single calls. */
export interface Overlap {
  /** The provider's names of further batches of the same reservation. */
  batches: string[];
  requests: number;
  /** Null while it is not known. */
  usd: number | null;
}

/** One reservation: requests that go to the provider in one create. */
export interface BatchRow {
  id: string;
  pool: string;
  provider: string;
  model: string;
  displayName: string;
  /** Of its keys and requests in their order: what is sent is what was written down. */
  hash: string;
  form: "inline" | "file";
  /** The uploaded file of an attempt before; `fileAt` in ms since the epoch. */
  file: string | null;
  fileAt: number | null;
  phase: BatchPhase;
  name: string | null;
  state: BatchState;
  error: Problem | null;
  /** How many creates have gone out that may have reached the provider. */
  creates: number;
  /** Complete listings without this batch since the last create. */
  finds: number;
  cancelAsked: boolean;
  /** Milliseconds since the epoch. */
  deadline: number | null;
  failOver: boolean;
  /** Its callers no longer wait for it; it is followed only for what it costs. */
  abandoned: boolean;
  overlap: Overlap | null;
  requests: number;
  succeeded: number;
  failed: number;
  usd: number | null;
  tokens: TokenTotals;
  createdAt: string;
  sentAt: string | null;
  endedAt: string | null;
}

/** How a request that has failed is asked again: singly at once, or in a new batch when its caller comes again. */
export type Retry = "single" | "batch";

/** One attempt at one request. A later attempt at the same key has a higher number; earlier ones stay as history. */
export interface EntryRow {
  key: string;
  attempt: number;
  pool: string;
  provider: string;
  model: string;
  label: string;
  request: AskedRequest;
  batch: string | null;
  index: number | null;
  state: EntryState;
  kind: AnswerKind | null;
  outcome: GenerateOutcome | null;
  raw: unknown;
  problem: Problem | null;
  retry: Retry;
  /** Single calls made for it. */
  singles: number;
  /** Whether a caller has been given this end. */
  delivered: boolean;
}

/** How one request of a batch ended, as matching found it. */
export interface Ending {
  key: string;
  kind: AnswerKind;
  /** What the provider answered, also where it is not used (it is billed); null for none. */
  outcome: GenerateOutcome | null;
  raw: unknown;
  problem: Problem | null;
}

type Columns = Record<string, unknown>;

const parsed = (text: unknown): unknown => (typeof text === "string" ? JSON.parse(text) : null);
export const noTokens: Readonly<TokenTotals> = { prompt: 0, completion: 0, cached: 0, total: 0 };

export function batchRow(row: Columns): BatchRow {
  return {
    id: row["id"] as string,
    pool: row["pool"] as string,
    provider: row["provider"] as string,
    model: row["model"] as string,
    displayName: row["display_name"] as string,
    hash: row["hash"] as string,
    form: row["form"] as BatchRow["form"],
    file: row["file"] as string | null,
    fileAt: row["file_at"] as number | null,
    phase: row["phase"] as BatchPhase,
    name: row["name"] as string | null,
    state: row["state"] as BatchState,
    error: parsed(row["error"]) as Problem | null,
    creates: row["creates"] as number,
    finds: row["finds"] as number,
    cancelAsked: row["cancel_asked"] === 1,
    deadline: row["deadline"] as number | null,
    failOver: row["fail_over"] === 1,
    abandoned: row["abandoned"] === 1,
    overlap: parsed(row["overlap"]) as Overlap | null,
    requests: row["requests"] as number,
    succeeded: row["succeeded"] as number,
    failed: row["failed"] as number,
    usd: row["usd"] as number | null,
    tokens: (parsed(row["tokens"]) as TokenTotals | null) ?? noTokens,
    createdAt: row["created_at"] as string,
    sentAt: row["sent_at"] as string | null,
    endedAt: row["ended_at"] as string | null,
  };
}

export function entryRow(row: Columns): EntryRow {
  return {
    key: row["key"] as string,
    attempt: row["attempt"] as number,
    pool: row["pool"] as string,
    provider: row["provider"] as string,
    model: row["model"] as string,
    label: row["label"] as string,
    request: parsed(row["request"]) as AskedRequest,
    batch: row["batch"] as string | null,
    index: row["idx"] as number | null,
    state: row["state"] as EntryState,
    kind: row["kind"] as AnswerKind | null,
    outcome: parsed(row["outcome"]) as GenerateOutcome | null,
    raw: parsed(row["raw"]),
    problem: parsed(row["problem"]) as Problem | null,
    retry: row["retry"] as Retry,
    singles: row["singles"] as number,
    delivered: row["delivered"] === 1,
  };
}
