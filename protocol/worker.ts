/**
 * Messages between the backend and the Python worker: one JSON object a line, requests on the worker's standard input,
 * answers on a duplicate of its standard output that scene code never sees. The Python side is
 * server/python/manim_video_worker/messages.py; a test feeds each the other's examples.
 * A worker's answers are untrusted: server/src/manim/answers.ts checks their shape, sizes and paths.
 */
import type { Quality } from "./settings.js";
import type { FrameArea, RelatedPlace, Span, TextFix } from "./problems.js";

/** Bounds of one run of scene code. */
export interface RunLimits {
  /** Wall-clock seconds. */
  seconds: number;
  /** Bytes of address space beyond what the warm worker already has. */
  memory: number;
  /** Bytes the run may print; more ends it. */
  output: number;
  /** Bytes of the largest file it may write. */
  fileSize: number;
}

interface SceneCode {
  /** The text to run, which may not have been saved. */
  source: string;
  /** The name shown in problems and used as __file__; never opened. */
  file: string;
  /** Modules allowed beyond the worker's own list. */
  allowedImports: string[];
  limits: RunLimits;
}

/** Where the worker keeps forks of a check at the statements it has run, so that the next run of nearly the same text starts there. */
export interface Keeping {
  /** Of one document: what the last check of it left is used and replaced. */
  session: string;
  /** Bytes that the kept forks of all sessions may hold together. */
  memory: number;
}

export type WorkerRequest =
  /** Asked once after start: what is installed. */
  | { id: string; op: "hello" }
  /**
   * Builds the scenes without rasterising (one frame is drawn per scene) and reports problems. All scenes when `scenes`
   * is absent. `layout` names the findings to look for (codes that start with `layout-`). With `keep` it comes sooner,
   * and goes on after the first failing statement where that is safe.
   */
  | ({ id: string; op: "check"; scenes?: string[]; layout?: string[]; keep?: Keeping } & SceneCode)
  /**
   * Draws what the scene around `line` shows once the statement of its `construct` at that line, or the last before it,
   * has run, as `frame.png` in the folder `run`. Between scenes: the scene before.
   */
  | ({
      id: string;
      op: "frame";
      line: number;
      quality: Quality;
      run: string;
      layout?: string[];
      keep: Keeping;
    } & SceneCode)
  /** Ends what is kept of a session. */
  | { id: string; op: "forget"; session: string }
  /**
   * Renders one scene into the folder `run` under the scratch folder (relative, made by the worker). With `until` the
   * video ends once the statement at that line of a method, or the last before it, has run for the first time. A
   * `draft` is encoded cheaply, at the same size and timing.
   */
  | ({
      id: string;
      op: "render";
      scene: string;
      quality: Quality;
      run: string;
      stillOnly?: boolean;
      until?: number;
      draft?: boolean;
      /** By Manim's OpenGL renderer, which draws fewer kinds of objects. */
      opengl?: boolean;
      /** That may draw the scene at once, cut between its plays; 1 when absent. The video is the same. */
      processes?: number;
    } & SceneCode)
  /** Joins videos that lie in the folder `run` and draws thumbnail and contact sheet from them. */
  | { id: string; op: "combine"; run: string; videos: string[]; limits: RunLimits }
  /** Describes the public names of the Manim that the worker has loaded, as `api.json` in the folder `run`. */
  | { id: string; op: "api"; run: string; limits: RunLimits }
  /** Ends another request within half a second, child processes included. It then answers `failed` with `cancelled`. */
  | { id: string; op: "cancel"; target: string };

/** A problem in scene code as the worker sees it; the backend adds severity, file and advice. */
export interface WorkerProblem extends Partial<Span> {
  code: string;
  message: string;
  scene?: string;
  /** Seconds of video time; of a finding that lasts, when it starts to hold. */
  time?: number;
  /** Seconds of video time until which a finding holds. */
  until?: number;
  /** Where on the frame a finding is. */
  area?: FrameArea;
  related?: RelatedPlace[];
  fixes?: TextFix[];
  /** Of unsafe code: the name in the list of allowed imports that would let it through, if one would. */
  allow?: string;
}

/** A beat as it fell in the video: the name given to next_section and its start in seconds of video time. */
export interface SectionMark {
  name: string;
  start: number;
}

/** One play or wait of a scene: when it is seen, in seconds of video time, and the call in the file that plays it. */
export interface PlayMark {
  start: number;
  end: number;
  /** Lines of the innermost call that stands in the file, from 1. */
  line: number;
  endLine: number;
  /** Lines of the calls around it, the nearest first: of `self.helper()` where a helper plays. */
  callers: number[];
}

export interface CheckedScene {
  name: string;
  line: number;
  endLine: number;
  /** Seconds of video; absent when the scene failed. */
  duration?: number;
  plays?: number;
  sections?: SectionMark[];
}

export interface HelloResult {
  python: string;
  manim: string;
  typst: string | null;
  latex: boolean;
  forks: boolean;
}

export interface CheckResult {
  scenes: CheckedScene[];
  problems: WorkerProblem[];
}

export interface FrameResult {
  /** Path of the PNG, relative to the scratch folder. */
  output: string;
  width: number;
  height: number;
  scene: string;
  /** First line of the statement that ran last; the scene's own line when none has. */
  line: number;
  /** Seconds of video time reached. */
  time: number;
  /** What stopped the scene before that line, if anything did, and the layout findings of this moment. */
  problems: WorkerProblem[];
}

export interface RenderResult {
  /** Path of the video (or PNG when `stillOnly`), relative to the scratch folder, as Manim reported it. */
  output: string;
  duration: number;
  frames: number;
  width: number;
  height: number;
  sections: SectionMark[];
  plays: number;
  /** In the order of time; at most 10,000. */
  timeline: PlayMark[];
  /** Into how many parts the scene was cut for several processes to draw; 0 when one drew it whole. */
  stretches?: number;
}

export interface CombineResult {
  /** Paths relative to the scratch folder. */
  video: string;
  thumbnail: string;
  contactSheet: string;
  duration: number;
  frames: number;
  /** Seconds of each input video, in order. */
  durations: number[];
}

export interface ApiResult {
  /** Relative to the scratch folder. */
  output: string;
  entries: number;
  manim: string;
  /** Absolute path of the folder that Manim was loaded from. */
  package: string;
  /** Of that folder's files as they were when the worker started: a class that was added to it makes another. */
  fingerprint: string;
}

export type WorkerAnswer =
  /** The worker has Manim loaded and takes requests. Sent once, before any request is read. */
  | { type: "ready" }
  /** At most ten a second for a request: animations played so far and seconds of video time reached. */
  | { id: string; type: "progress"; animation: number; time: number }
  /** Problems of a check as they are found; the last answer has them all. */
  | { id: string; type: "found"; problems: WorkerProblem[] }
  | { id: string; type: "done"; result: HelloResult | CheckResult | FrameResult | RenderResult | CombineResult | null }
  | { id: string; type: "failed"; problem: WorkerProblem };
