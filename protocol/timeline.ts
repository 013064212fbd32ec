/** What is kept of how a video came about: which line is seen when, and the code of each try at a scene. */
import type { Problem } from "./problems.js";
import type { PlayMark } from "./worker.js";

/** In the video's folder: the timeline as JSON, and its scenes as a WebVTT chapters track. */
export const timelineFile = "timeline.json";
export const chaptersFile = "chapters.vtt";

/** A scene as it is in the video. All seconds count from the start of the video. */
export interface SceneTimeline {
  /** The scene's class. */
  name: string;
  title: string;
  /** Relative to the video's folder. */
  file: string;
  start: number;
  end: number;
  /** SHA-256 of {@link hashedText} of the file as it was rendered: the lines are those of this text only. */
  code: string;
  plays: PlayMark[];
}

export interface Timeline {
  version: 1;
  /** Seconds of the whole video. */
  duration: number;
  scenes: SceneTimeline[];
}

/** What of a file's text its lines depend on: an editor may show it without its mark, or with other line ends. */
export const hashedText = (text: string): string => text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");

/** How code came about: as the author's answer, by a fix that needs no model, by a rewrite that helped before, by a repair. */
export type AttemptKind = "written" | "fixed" | "rewritten" | "repaired";

/** One try at a scene's code. */
export interface Attempt {
  /** Counts on within a file; older ones may be gone. */
  number: number;
  /** ISO 8601. */
  at: string;
  kind: AttemptKind;
  /** What was wrong with the code before it; empty for a first answer. */
  problems: Problem[];
}
