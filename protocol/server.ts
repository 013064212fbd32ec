/**
 * Every message between the client and the language server beyond LSP's own. Both sides import the types from here,
 * so a message cannot be sent that the other does not know.
 */
import { NotificationType, NotificationType0, RequestType, RequestType0 } from "vscode-languageserver-protocol";
import type { BatchSummary, Quote } from "./batch.js";
import type { AnsweredCall } from "./calls/panelCalls.js";
import type { Job, JobRequest, StartedList, TopicEntry } from "./job.js";
import type { Problem } from "./problems.js";
import type { Quality, Settings } from "./settings.js";

/** Sent in initializationOptions. */
export interface ServerStart {
  /** Absolute folder for journal, caches and scratch. */
  stateFolder: string;
  settings: Settings;
  trusted: boolean;
  /** The interpreter the Python extension has chosen, if it is installed. */
  pythonFromEditor: string | null;
}

/** An outcome that crosses the pipe: a value, or the problem that prevented it. */
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** One line of the doctor's report. */
export interface Finding {
  name: string;
  state: "good" | "missing" | "warning";
  detail: string;
  problem?: Problem;
}

/** Client to server: start a video; answers once the job is in the journal. */
export const GenerateRequest = new RequestType<
  Partial<JobRequest> & Pick<JobRequest, "topic" | "out">,
  Answer<Job>,
  void
>("manimVideo/generate");
/** Client to server: reads a file with a list of topics; problems name its lines. */
export const ReadTopicsRequest = new RequestType<
  { path: string },
  Answer<{ topics: TopicEntry[]; problems: Problem[] }>,
  void
>("manimVideo/readTopics");
/** Client to server: what these topics will take; null where nothing is paid for. Nothing is started. */
export const QuoteRequest = new RequestType<
  { topics: TopicEntry[]; shared: Partial<JobRequest> & Pick<JobRequest, "out"> },
  Answer<Quote | null>,
  void
>("manimVideo/quote");
/** Client to server: start a video of each topic; answers once all are in the journal. `list` is new for each list. */
export const GenerateListRequest = new RequestType<
  { topics: TopicEntry[]; shared: Partial<JobRequest> & Pick<JobRequest, "out"> },
  Answer<StartedList>,
  void
>("manimVideo/generateList");
/**
 * Client to server: the jobs that run or wait, with all of their lists, and the newest others; newest first. After a
 * restart the client's mirror is filled from it.
 */
export const ListJobsRequest = new RequestType0<Job[], void>("manimVideo/jobs");
/** Client to server: stop a job; answers once it has stopped. */
export const CancelJobRequest = new RequestType<{ id: string }, Answer<Job>, void>("manimVideo/cancelJob");
/** Client to server: go on from the last finished step. */
export const ResumeJobRequest = new RequestType<{ id: string }, Answer<Job>, void>("manimVideo/resumeJob");
/** Client to server: a question of the job panel, or of the extension after it asked the user; protocol/calls has the types. */
export const PanelCallRequest = new RequestType<{ name: AnsweredCall; value: unknown }, Answer<unknown>, void>(
  "manimVideo/panelCall",
);
/** Client to server: check a document now, without waiting for the typing delay; diagnostics are published as well. */
export const CheckRequest = new RequestType<{ uri: string }, Answer<Problem[]>, void>("manimVideo/check");
/**
 * Client to server: render scenes of a document (all when none is named); a still is a PNG of the last frame, and with
 * `until` the video ends at that line (from 1).
 */
export const RenderRequest = new RequestType<
  { uri: string; scenes: string[]; quality: Quality; still: boolean; until?: number },
  Answer<{ scene: string; path: string }[]>,
  void
>("manimVideo/render");
/** A frame of a scene as the live view shows it. */
export interface FrameAnswer {
  /** Absolute path of a PNG in the extension's own storage, where the newest few are kept. */
  path: string;
  width: number;
  height: number;
  scene: string;
  /** First line of the statement that ran last, from 1. */
  line: number;
  /** Seconds of video time. */
  time: number;
  /** What stopped the scene before the asked line, if anything did, and the layout findings of this moment. */
  problems: Problem[];
}

/** Client to server: draw what the scene around `line` (from 1) shows once that line has run; `no-scene` where there is none. */
export const FrameRequest = new RequestType<{ uri: string; line: number; quality: Quality }, Answer<FrameAnswer>, void>(
  "manimVideo/frame",
);
/** Client to server: propose code without the problems of a scene file; nothing is changed. */
export const ProposeFixRequest = new RequestType<
  { uri: string; scene: string | null },
  Answer<{ text: string; summary: string }>,
  void
>("manimVideo/proposeFix");
/** Client to server: what is installed and what is missing. */
export const DoctorRequest = new RequestType0<Finding[], void>("manimVideo/doctor");
/** Server to client: a key from the editor's secret storage; null when there is none. Never logged. */
export const SecretRequest = new RequestType<{ name: "gemini" | "openai" }, string | null, void>("manimVideo/secret");
/** Server to client: a job changed; sent after its journal was written, at most ten a second for a job. */
export const JobChanged = new NotificationType<Job>("manimVideo/jobChanged");
/** Server to client: a batch that this process follows has changed. */
export const BatchChanged = new NotificationType<BatchSummary>("manimVideo/batchChanged");
/** Server to client: progress of a render that a command asked for. */
export const RenderProgress = new NotificationType<{ uri: string; scene: string; message: string }>(
  "manimVideo/renderProgress",
);
/** Client to server: settings, trust or the chosen interpreter changed. */
export const StartChanged = new NotificationType<Omit<ServerStart, "stateFolder">>("manimVideo/startChanged");
/** Client to server: a key was set or removed; the next request asks for it again. */
export const SecretChanged = new NotificationType0("manimVideo/secretChanged");
