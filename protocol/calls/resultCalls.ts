/** What the panel asks about what a job has made. */
import type { AnswerKind } from "../batch.js";
import type { Job } from "../job.js";
import type { Attempt, Timeline } from "../timeline.js";
import type { Call } from "./call.js";

/** A scene's tries, oldest first, and its file as it is now. */
export interface SceneAttempts {
  /** Relative to the job's folder. */
  file: string;
  attempts: Attempt[];
  /** Whether the file is there, and says something else than the last try: somebody has edited it. */
  now: "missing" | "same" | "edited";
}

/** An answer of a model that was asked at once; what batches have answered is kept with the batch. */
export interface KeptAnswer {
  /** Counts on within a job; older ones may be gone. */
  number: number;
  /** ISO 8601. */
  at: string;
  /** What it was asked for: `plan`, or `scene` or `repair` and the scene's id. */
  label: string;
  model: string;
  /** `calls`: the model looked something up before it answered. */
  kind: Extract<AnswerKind, "answer" | "refused" | "truncated" | "empty"> | "calls";
}

/** A try by its number, or the file as it is now. */
export type Version = number | "now";

export const resultForms = ["json", "csv", "markdown"] as const;
/** JSON has all that happened to a job, CSV a line for each job, Markdown what is worth telling others. */
export type ResultForm = (typeof resultForms)[number];

/** Where the code is for a moment of the video. */
export type CodePlace =
  | { kind: "play"; file: string; line: number; endLine: number }
  /** Nothing of the file's own is played at that moment. */
  | { kind: "nothing" }
  /** The file is another one than the one that was rendered, so its lines say nothing about the video. */
  | { kind: "changed"; file: string };

interface CallsOfServer {
  /** The whole job as JSON has it. */
  "results.job": Call<{ id: string }, Job>;
  /** Which line is seen when; null for a job without a video, or one made by an earlier version. */
  "results.timeline": Call<{ id: string }, Timeline | null>;
  "results.attempts": Call<{ id: string }, SceneAttempts[]>;
  /** The code of one try. */
  "results.code": Call<{ id: string; file: string; number: number }, { text: string }>;
  /** What models have answered the job, oldest first. */
  "results.answers": Call<{ id: string }, KeptAnswer[]>;
  /** One answer as it came, with the provider's own form of it. */
  "results.answer": Call<{ id: string; number: number }, { outcome: object; raw: unknown }>;
  /** The jobs in one of the forms; all jobs when none is named. */
  "results.text": Call<{ ids: string[]; form: ResultForm }, { text: string }>;
  /** Writes a scene anew: its file is kept aside, and the job goes on. */
  "results.writeAgain": Call<{ id: string; file: string }, Job>;
  /** Makes a video again that has ended: from its files as they are now. */
  "results.again": Call<{ id: string }, Job>;
}

interface CallsOfEditor {
  /** Opens a value as a JSON document without a file. */
  "results.openJson": Call<{ value: unknown }, null>;
  /** Opens a job with all that happened to it as a JSON document. */
  "results.openJob": Call<{ id: string }, null>;
  /** Opens a try as a JSON document: its code, and what was wrong before it. */
  "results.openAttempt": Call<{ id: string; file: string; number: number }, null>;
  /** Compares two versions of a scene in the editor's own diff. */
  "results.diff": Call<{ id: string; file: string; from: Version; to: Version }, null>;
  /** Asks for a file and writes the jobs to it; false when the user named none. */
  "results.save": Call<{ ids: string[]; form: ResultForm }, boolean>;
  /** Puts the jobs into the clipboard. */
  "results.copy": Call<{ ids: string[]; form: ResultForm }, null>;
  /** Shows a line of a scene beside the panel, and the cursor on it. */
  "results.goTo": Call<{ id: string; file: string; line: number }, null>;
  /** This job's video is shown, or none. `code` says whether the code follows the video: its play is selected. */
  "results.watch": Call<{ id: string | null; code: boolean }, null>;
  /** The code follows the video of {@link CallsOfEditor} `results.watch` from here on, or no longer. */
  "results.follow": Call<{ code: boolean }, null>;
  /** The video is at this second. Answers what is played there, selected if the code follows. */
  "results.playhead": Call<{ id: string; time: number }, CodePlace>;
  /** Says what is installed on this machine and what is missing. */
  "results.doctor": Call<null, null>;
  /** Asks for a higher cap and goes on with the job; false when the user names none. */
  "results.raiseCap": Call<{ id: string }, boolean>;
}

export interface ResultCalls extends CallsOfServer, CallsOfEditor {}

/** What the extension asks of the server once the user has agreed; never the webview. */
export interface GuardedResultCalls {
  "guarded.cap": Call<{ id: string }, { maxUsd: number; spent: number | null }>;
  /** Of the job, and of all of its list: they share it. */
  "guarded.setCap": Call<{ id: string; maxUsd: number }, Job>;
}

export const resultCallsOfServer = [
  "results.job",
  "results.timeline",
  "results.attempts",
  "results.code",
  "results.answers",
  "results.answer",
  "results.text",
  "results.writeAgain",
  "results.again",
] as const satisfies (keyof CallsOfServer)[];

export const guardedResultCalls = ["guarded.cap", "guarded.setCap"] as const satisfies (keyof GuardedResultCalls)[];
