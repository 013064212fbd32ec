/** What the rest of the client asks of the backend process; protocol/server.ts has the messages behind it. */
import type * as vscode from "vscode";
import type { BatchSummary, Quote } from "../../protocol/batch.js";
import type { AnsweredCall } from "../../protocol/calls/panelCalls.js";
import type { EditorModelAnswer, EditorModelAsked } from "../../protocol/editorModel.js";
import type { Job, JobRequest, StartedList, TopicEntry } from "../../protocol/job.js";
import type { Problem } from "../../protocol/problems.js";
import type { Answer, Finding, FrameAnswer, ServerStart } from "../../protocol/server.js";
import type { Quality } from "../../protocol/settings.js";
import type { KeyName } from "./secrets.js";

/** `starting` includes the time between a crash and the next process; `stopped` lasts until somebody needs it again. */
export type BackendState = "starting" | "running" | "stopped";

/** What a job is started with; the settings say the rest. */
export type Asked = Partial<JobRequest> & Pick<JobRequest, "topic" | "out">;

/** Topics, and what all of them share; the settings say the rest. */
export interface ListTask {
  topics: TopicEntry[];
  shared: Partial<JobRequest> & Pick<JobRequest, "out">;
}

/** A list file as it was read: lines with problems are not among the topics. */
export interface TopicList {
  topics: TopicEntry[];
  problems: Problem[];
}

export interface RenderTask {
  uri: string;
  scenes: string[];
  quality: Quality;
  still: boolean;
  /** Where the video ends, from 1. */
  until?: number;
}

export interface FrameTask {
  uri: string;
  line: number;
  quality: Quality;
}

/** A running backend. Requests are rejected when its process ends before it answers. */
export interface Backend {
  generate(asked: Asked): Promise<Answer<Job>>;
  readTopics(path: string): Promise<Answer<TopicList>>;
  /** What the topics will take; null where nothing is paid for. */
  quote(task: ListTask, token?: vscode.CancellationToken): Promise<Answer<Quote | null>>;
  generateList(task: ListTask, token?: vscode.CancellationToken): Promise<Answer<StartedList>>;
  jobs(): Promise<Job[]>;
  cancelJob(id: string): Promise<Answer<Job>>;
  resumeJob(id: string): Promise<Answer<Job>>;
  /** A question of the job panel, as it came, or of ours once the user has agreed. */
  panelCall(name: AnsweredCall, value: unknown, token?: vscode.CancellationToken): Promise<Answer<unknown>>;
  check(uri: string, token?: vscode.CancellationToken): Promise<Answer<Problem[]>>;
  render(task: RenderTask, token?: vscode.CancellationToken): Promise<Answer<{ scene: string; path: string }[]>>;
  /** What the scene at a line (from 1) shows once that line has run. */
  frame(task: FrameTask, token?: vscode.CancellationToken): Promise<Answer<FrameAnswer>>;
  proposeFix(
    uri: string,
    scene: string | null,
    token?: vscode.CancellationToken,
  ): Promise<Answer<{ text: string; summary: string }>>;
  doctor(): Promise<Finding[]>;
  /** Tells of changed settings, trust or interpreter. */
  startChanged(start: Omit<ServerStart, "stateFolder">): Promise<void>;
  /** Tells that a key was set or removed. */
  secretChanged(): Promise<void>;
}

/** What the backend tells and asks the client. */
export interface BackendListener {
  stateChanged: (state: BackendState) => void;
  jobChanged: (job: Job) => void;
  batchChanged: (batch: BatchSummary) => void;
  renderProgress: (progress: { uri: string; scene: string; message: string }) => void;
  /** The key of this provider and of no other. */
  secret: (name: KeyName) => Promise<string | null>;
  /** An answer of one of the editor's own models. */
  editorModel: (asked: EditorModelAsked, token: vscode.CancellationToken) => Promise<Answer<EditorModelAnswer>>;
  /** Read at each start of the process, so that a restarted one has what is in force then. */
  start: () => ServerStart;
}
