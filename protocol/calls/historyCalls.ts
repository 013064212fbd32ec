/** What the panel asks about jobs and batches of now and before. */
import type { BatchEntrySummary, BatchSummary, Quote } from "../batch.js";
import type { Job, JobRequest, JobStatus } from "../job.js";
import type { Provider } from "../settings.js";
import type { Call } from "./call.js";

/** Which jobs are wanted; what is empty or null leaves all. */
export interface HistoryFilter {
  /** Words that title and topic must all have. */
  text: string;
  status: JobStatus | null;
  provider: Provider | null;
  /** Of the day on which it was created: `2026-11`. */
  month: string | null;
}

/** A job as a line of the list shows it. */
export interface JobRow extends Pick<
  Job,
  "id" | "title" | "topic" | "status" | "stage" | "percentage" | "list" | "mode" | "provider" | "createdAt"
> {
  scenes: number;
}

/** The jobs of one list of topics among those that fit: they stand together, in the list's order. */
export interface ListRows {
  list: string;
  /** Place of the first of them, from 0. */
  at: number;
  count: number;
  ready: number;
  batch: boolean;
}

/** Some of the jobs that fit, newest first; a list of topics stands where its newest job does. */
export interface HistoryPage {
  total: number;
  /** Place of the first row. */
  from: number;
  rows: JobRow[];
  /** Every list among all that fit, by place. */
  lists: ListRows[];
}

/** What can be filtered by. */
export interface HistoryFacets {
  /** Jobs there are, whatever fits. */
  total: number;
  /** Newest first. */
  months: string[];
  providers: Provider[];
}

/** How far the videos of one list are. */
export interface ListState {
  count: number;
  ready: number;
  /** Some run or wait; some have ended without being finished. */
  active: boolean;
  open: boolean;
}

/** Seconds are wall time. */
export interface JobTimes {
  /** ISO 8601; null before the first run. */
  startedAt: string | null;
  endedAt: string | null;
  /** How long it takes in all, from earlier videos of its kind; null where too few are known. */
  expected: { low: number; high: number; jobs: number } | null;
}

export interface BatchShown {
  batch: BatchSummary;
  entries: BatchEntrySummary[];
}

export type Which = "unanswered" | "all";

/** What a quote needs the user's agreement for. */
export interface RerunQuote {
  quote: Quote;
  /** USD when every answer is as long as it may be. */
  most: number | null;
}

interface CallsOfServer {
  "history.page": Call<{ filter: HistoryFilter; from: number; count: number }, HistoryPage>;
  "history.facets": Call<null, HistoryFacets>;
  "history.list": Call<{ list: string }, ListState>;
  "history.times": Call<{ id: string }, JobTimes>;
  /** What the job was asked to make, for a form that is filled with it. */
  "history.request": Call<{ id: string }, JobRequest>;
  /** Ends the work on one scene; the video goes on without it. */
  "history.cancelScene": Call<{ id: string; index: number }, null>;
  "batches.list": Call<null, BatchSummary[]>;
  "batches.show": Call<{ id: string }, BatchShown>;
  /** Looks at the provider once. */
  "batches.refresh": Call<{ id: string }, BatchShown>;
}

interface CallsOfEditor {
  /** Makes the same video once more, in a folder of its own; null where the user does not agree to its price. */
  "history.rerun": Call<{ id: string }, string | null>;
  /** Asks first whether its files go as well; false when it stays. */
  "history.delete": Call<{ id: string }, boolean>;
  /** Asks first; false when it goes on. */
  "batches.cancel": Call<{ id: string }, boolean>;
  /** Asks first, with the price; false when nothing is sent. */
  "batches.rerun": Call<{ id: string; which: Which }, boolean>;
  /** Asks first; false when it stays. */
  "batches.delete": Call<{ id: string }, boolean>;
  /** Opens a batch, or one request of it, as JSON in an editor, with the provider's own answers. */
  "batches.json": Call<{ id: string; key: string | null }, null>;
}

export interface HistoryCalls extends CallsOfServer, CallsOfEditor {}

/** What the extension asks of the server once the user has agreed; never the webview. */
export interface GuardedHistoryCalls {
  "guarded.rerunJob": Call<{ id: string }, Job>;
  /** The jobs of a list, in its order. */
  "guarded.listJobs": Call<{ list: string }, Job[]>;
  "guarded.deleteJob": Call<{ id: string; withFiles: boolean }, null>;
  "guarded.cancelBatch": Call<{ id: string }, null>;
  "guarded.quoteBatch": Call<{ id: string; which: Which }, RerunQuote>;
  "guarded.rerunBatch": Call<{ id: string; which: Which }, null>;
  /** With its record at the provider, where it has one. */
  "guarded.deleteBatch": Call<{ id: string }, null>;
  "guarded.batchJson": Call<{ id: string; key: string | null }, unknown>;
}

export const historyCallsOfServer = [
  "history.page",
  "history.facets",
  "history.list",
  "history.times",
  "history.request",
  "history.cancelScene",
  "batches.list",
  "batches.show",
  "batches.refresh",
] as const satisfies (keyof CallsOfServer)[];

export const guardedHistoryCalls = [
  "guarded.rerunJob",
  "guarded.listJobs",
  "guarded.deleteJob",
  "guarded.cancelBatch",
  "guarded.quoteBatch",
  "guarded.rerunBatch",
  "guarded.deleteBatch",
  "guarded.batchJson",
] as const satisfies (keyof GuardedHistoryCalls)[];
