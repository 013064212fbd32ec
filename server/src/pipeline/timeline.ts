/** The timeline of a video, from those of its scenes. */
import type { SceneTimeline, Timeline } from "../../../protocol/timeline.js";
import { hashedText } from "../../../protocol/timeline.js";
import { hashOf } from "../storage/videoFolder.js";
import type { SceneVideo } from "./stages/render.js";

type Shown = Pick<SceneVideo, "scene" | "duration" | "timeline" | "code">;

/** Joins the scenes in the order in which the video shows them. */
export function timelineOf(videos: readonly Shown[]): Timeline {
  let start = 0;
  const scenes = videos.map(({ scene, duration, timeline, code }): SceneTimeline => {
    const offset = start;
    start = rounded(start + duration);
    const plays = timeline.map((play) => ({
      ...play,
      start: rounded(offset + play.start),
      end: rounded(offset + play.end),
    }));
    const { className: name, title, file } = scene;
    return { name, title, file, start: offset, end: start, code: hashOf(hashedText(code)), plays };
  });
  return { version: 1, duration: start, scenes };
}

/** Microseconds: sums of frames' times would have digits that mean nothing. */
const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
