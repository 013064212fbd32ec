/** What the panel's form for new videos and plain requests asks. */
import type { AnswerKind, BatchSummary, Quote } from "../batch.js";
import type { TokenTotals } from "../completion.js";
import type { BatchForm, ContextWish, JobRequest, TopicEntry } from "../job.js";
import type { Problem } from "../problems.js";
import type { Provider, Settings } from "../settings.js";
import type { Call } from "./call.js";

/** Providers whose models can be listed, and whose keys are kept. */
export type ListedProvider = "gemini" | "openai";

/** `lost`: a key was set, and its value can no longer be read. */
export type KeyState = "set" | "unset" | "lost";

/** What the form starts from. */
export interface Surroundings {
  keys: Record<ListedProvider, KeyState>;
  settings: Pick<
    Settings,
    | "provider"
    | "model"
    | "sceneModel"
    | "helperModel"
    | "mode"
    | "quality"
    | "maxUsd"
    | "outputFolder"
    | "enableCaching"
    | "batch.fileThreshold"
    | "batch.maxSize"
  >;
  /** Host of the OpenAI-compatible server; empty for OpenAI itself. */
  openaiHost: string;
  /** Whether a request to it takes a key with it. */
  openaiNeedsKey: boolean;
  /** The editor's own models, as `editor/vendor/id`. */
  editorModels: { label: string; model: string }[];
  /** Where videos cannot be made now, such as without a folder or in one that is not trusted. */
  problem: Problem | null;
}

export interface ListedModels {
  /** Names at the provider, as it gave them. */
  models: string[];
  /** Who is asked when nobody is named; empty where that cannot be told. */
  defaults: { planner: string; scene: string; helper: string };
}

/** Topics, and what all of them share; what is absent comes from the settings. */
export interface VideosTask {
  topics: TopicEntry[];
  /** Several videos that belong together, also when there is only one of them yet. */
  isList: boolean;
  shared: Partial<Omit<JobRequest, "topic" | "list" | "user">> & Pick<JobRequest, "out">;
}

export interface VideosQuote {
  /** Null where nothing is paid for. */
  quote: Quote | null;
  /** Who will make them: `auto` as it is decided now. */
  provider: Exclude<Provider, "auto">;
  mode: "interactive" | "batch";
}

/** Questions of any kind, which become answers and no videos. */
export interface RequestsTask {
  /** Each line, or each block between empty lines, is a question; or JSON Lines, from here or from a file. */
  source: { form: "lines" | "blocks" | "jsonl"; text: string } | { form: "file"; path: string };
  /** Texts that all questions share. */
  files: { name: string; text: string }[];
  /** How they are shared. */
  context: ContextWish;
  /** A context cache at the provider that all questions use, by name; empty for none. */
  cache: string;
  provider: Provider;
  model: string;
  mode: "interactive" | "batch";
  batchForm: BatchForm;
  /** USD; 0 for no cap. */
  maxUsd: number;
}

export interface RequestsQuote {
  /** Null where there is no request to quote. */
  quote: Quote | null;
  /** USD when every answer is as long as it may be; null where a price is not known. */
  most: number | null;
  count: number;
  /** The first of them. */
  shown: { id: string; model: string; prompt: string }[];
  /** Batches that they will be sent in. */
  batches: { form: "inline" | "file"; requests: number }[];
  /** One for each line that cannot be used. */
  problems: Problem[];
}

export type SentRequests =
  { kind: "batches"; batches: BatchSummary[]; problems: Problem[] } | { kind: "run"; run: RequestRun };

/** One answer of a run. */
export interface RunAnswer {
  /** Of its question, from 0. */
  place: number;
  id: string;
  kind: AnswerKind;
  /** What was answered; null where nothing was. */
  text: string | null;
  /** Why it is no good answer; null for one that is. */
  error: string | null;
  model: string | null;
  usd: number | null;
  tokens: TokenTotals | null;
}

/** Questions that are asked at once, with the answers so far. They are kept when the window or the backend is closed. */
export interface RequestRun {
  id: string;
  /** ISO 8601. */
  startedAt: string;
  /** `stopped`: by the user, or with the backend. */
  state: "running" | "done" | "stopped";
  count: number;
  answered: number;
  /** Null where a price is not known. */
  usd: number | null;
  /** As they came, without the first `from` of them. */
  answers: RunAnswer[];
}

export interface ChosenFile {
  name: string;
  /** Absolute. */
  path: string;
  /** Null for one that is too large to be shown. */
  text: string | null;
}

interface CallsOfServer {
  /** The topics of a list as it was pasted or dropped; `name` tells its form by its ending. */
  "newJob.readList": Call<{ name: string; text: string }, { topics: TopicEntry[]; problems: Problem[] }>;
  "newJob.models": Call<{ provider: ListedProvider }, ListedModels>;
  "newJob.quote": Call<VideosTask, VideosQuote>;
  "newJob.quoteRequests": Call<RequestsTask, RequestsQuote>;
  "newJob.sendRequests": Call<RequestsTask, SentRequests>;
  /** A run with its answers, but the first `from` that have come. */
  "newJob.run": Call<{ id: string; from: number }, RequestRun>;
  /** The newest runs, without their answers. */
  "newJob.runs": Call<null, RequestRun[]>;
  "newJob.stopRun": Call<{ id: string }, null>;
  /** A run's answers as a file's text, in the order of their questions. */
  "newJob.runText": Call<{ id: string; form: "jsonl" | "csv" }, string>;
}

interface CallsOfEditor {
  "newJob.surroundings": Call<null, Surroundings>;
  /** Asks the user for a key, in the editor's own box; its new state. */
  "newJob.setKey": Call<{ provider: ListedProvider }, KeyState>;
  /** Null when the user chose none. `requests` may be larger than what is shown. */
  "newJob.chooseFile": Call<{ what: "list" | "requests" | "context" }, ChosenFile | null>;
  /** A file of the workspace that was dragged from the explorer. */
  "newJob.openDropped": Call<{ uri: string }, ChosenFile>;
  /** Null when the user chose none. */
  "newJob.chooseFolder": Call<null, string | null>;
  /** The ids of the jobs; none when all topics had problems. `quoted` is what the user agreed to, if anything is paid for. */
  "newJob.start": Call<VideosTask & { quoted: Pick<Quote, "price"> | null }, { ids: string[]; problems: Problem[] }>;
  /** Writes a run's answers where the user says; the file, or null when he says nowhere. */
  "newJob.saveRun": Call<{ id: string }, string | null>;
}

export interface NewJobCalls extends CallsOfServer, CallsOfEditor {}

export const newJobCallsOfServer = [
  "newJob.readList",
  "newJob.models",
  "newJob.quote",
  "newJob.quoteRequests",
  "newJob.sendRequests",
  "newJob.run",
  "newJob.runs",
  "newJob.stopRun",
  "newJob.runText",
] as const satisfies (keyof CallsOfServer)[];
