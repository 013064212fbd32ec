/** A job: one topic on its way to one video. These shapes are what the editor, the panel, the CLI's JSON and HTTP show. */
import type { FailureKind, Problem, ProblemCode } from "./problems.js";
import type { Range } from "./completion.js";
import type { Provider, Quality, Mode } from "./settings.js";

/** Stages in order, with the percentage at which each ends. */
export const stageEnds = {
  initializing: 5,
  planning: 15,
  scenario_creation: 30,
  code_generation: 50,
  rendering: 80,
  combining: 90,
  storage: 95,
  completed: 100,
} as const;

export type Stage = keyof typeof stageEnds;
export const stages = Object.keys(stageEnds) as Stage[];

export type JobStatus = "queued" | "running" | "completed" | "completed_with_errors" | "failed" | "cancelled";

/** Whether a job of this status will not change unless it is resumed. */
export const isFinal = (status: JobStatus): boolean => status !== "queued" && status !== "running";

export type SceneState =
  | "planned"
  | "writing"
  | "written"
  | "checking"
  | "repairing"
  | "checked"
  | "rendering"
  | "done"
  | "failed"
  | "cancelled";

export interface JobScene {
  index: number;
  /** The scene's class in its file. */
  name: string;
  title: string;
  /** Relative to the job's folder. */
  file: string;
  state: SceneState;
  /** Absolute path of a PNG of its end; absent until it is drawn, and where nobody looks on. */
  still?: string;
}

export interface Usage {
  requests: number;
  tokens: { prompt: number; completion: number; cached: number; total: number };
  /** Null where the price, or the method, is not known; never zero for unknown. */
  usd: number | null;
  kwh: Range | null;
  kgco2e: Range | null;
}

/** How the instructions that many requests share are sent; `auto` leaves it to what it costs. */
export const contextWishes = ["auto", "explicit", "implicit", "none"] as const;
export type ContextWish = (typeof contextWishes)[number];

/** How a batch goes to its provider: within the request that makes it, or as an uploaded file; `auto` goes by its size. */
export const batchForms = ["auto", "inline", "file"] as const;
export type BatchForm = (typeof batchForms)[number];

/** What was asked. Absent values come from the settings. */
export interface JobRequest {
  /** Free words, or a Markdown outline. */
  topic: string;
  /** Absolute folder in which the video's own folder is made. */
  out: string;
  quality: Quality;
  provider: Provider;
  mode: Mode;
  /** provider/model for planner and scenes; empty for the provider's default. */
  model: string;
  /** provider/model that writes the scenes, and that repairs them; empty for `model`, or the settings'. */
  sceneModel: string;
  helperModel: string;
  context: ContextWish;
  batchForm: BatchForm;
  /** Id that all videos of one list share; empty for a video of its own. */
  list: string;
  /** Most that the video, or its whole list, may cost in USD; 0 for no cap. */
  maxUsd: number;
  /** Seconds after which what a batch has not answered is asked for at once; 0 for no deadline. */
  deadline: number;
  /** How many scenes are wanted; 0 leaves it to the author. */
  scenes: number;
  /** Language of the video's texts, and how it should look or sound; empty leaves it to the author. */
  language: string;
  style: string;
  /** Whose video it is where several people share a service; empty for the one user of an editor or a command line. */
  user: string;
}

/** A request of a video of its own, without a cap, a deadline or a wish. */
export const noWishes = {
  list: "",
  maxUsd: 0,
  deadline: 0,
  scenes: 0,
  language: "",
  style: "",
  user: "",
  sceneModel: "",
  helperModel: "",
  context: "auto",
  batchForm: "auto",
} as const;

/** A topic of a list; what is absent comes from the request that all of them share. */
export interface TopicEntry {
  topic: string;
  id?: string;
  scenes?: number;
  quality?: Quality;
  language?: string;
  style?: string;
}

/** The videos of one list that were started, and why others were not. */
export interface StartedList {
  list: string;
  jobs: Job[];
  problems: Problem[];
}

/** Why a job failed. */
export interface JobError {
  kind: FailureKind;
  stage: Stage;
  /** The scene's class, where it is one scene's. */
  scene: string | null;
  code: ProblemCode;
  message: string;
  /** Whether resuming the job as it is may succeed; else something has to be changed first. */
  recoverable: boolean;
  /** What to try next. */
  next: string;
}

export interface Job {
  id: string;
  topic: string;
  title: string;
  stage: Stage;
  /** 0 to 100, never falls. */
  percentage: number;
  status: JobStatus;
  /** One line on what is being done now. */
  message: string;
  provider: Provider;
  mode: Mode;
  /** See {@link JobRequest.list}. */
  list: string;
  quality: Quality;
  /** Absolute folder of the video. */
  folder: string;
  scenes: JobScene[];
  problems: Problem[];
  /** Null unless the job failed. Absent from jobs of earlier versions. */
  error?: JobError | null;
  /** Absolute paths; null until they exist. */
  video: string | null;
  captions: string | null;
  thumbnail: string | null;
  metadata: string | null;
  usage: Usage;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
}
