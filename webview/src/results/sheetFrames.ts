/** What of a video is drawn on the contact sheet: one frame for each layout finding, and one for each scene without any. */
import type { PanelJob } from "../../../protocol/panel.js";
import type { Problem } from "../../../protocol/problems.js";
import type { SceneTimeline, Timeline } from "../../../protocol/timeline.js";

export interface SheetFrame {
  scene: SceneTimeline;
  /** Number of the scene in the video, from 1. */
  number: number;
  /** Seconds of the whole video. */
  time: number;
  /** Absent for a scene in which nothing was found. */
  finding: Problem | null;
}

/** The sheet does not grow without end: a scene that repeats a fault is told by its first findings. */
const mostOfScene = 6;

export function sheetFrames(timeline: Timeline, problems: PanelJob["problems"]): SheetFrame[] {
  const findings = problems.filter(({ code, time }) => code.startsWith("layout-") && time !== undefined);
  return timeline.scenes.flatMap((scene, index): SheetFrame[] => {
    const own = findings.filter((found) => found.scene === scene.name).slice(0, mostOfScene);
    const frame = (time: number, finding: Problem | null): SheetFrame => ({
      scene,
      number: index + 1,
      time: Math.min(scene.start + time, scene.end - 0.05),
      finding,
    });
    const length = scene.end - scene.start;
    return own.length > 0 ? own.map((found) => frame(momentOf(found), found)) : [frame(length * 0.6, null)];
  });
}

/** A little after a finding starts to hold: then nothing is half drawn any more. */
function momentOf({ time = 0, until = time }: Problem): number {
  return time + Math.min(0.5, Math.max(0, until - time) / 2);
}
