/** From seconds of a video to lines of its scenes, and back. Pure; lines count from 1. */
import type { SceneTimeline, Timeline } from "../../protocol/timeline.js";
import type { PlayMark } from "../../protocol/worker.js";

export interface Played {
  scene: SceneTimeline;
  /** The play or wait at that second; absent where only Manim itself shows something. */
  play: PlayMark | undefined;
}

/** A player says a frame's time a little too early or too late. */
const tolerance = 0.002;

/** What a video shows at a second of it; undefined before its first and behind its last scene. */
export function playedAt({ scenes, duration }: Timeline, time: number): Played | undefined {
  const at = Math.min(Math.max(0, time), duration - 2 * tolerance) + tolerance;
  const scene = scenes.find(({ start, end }) => start <= at && at < end);
  return scene && { scene, play: scene.plays.find(({ start, end }) => start <= at && at < end) };
}

/** Into the first frame of a play, however short: at its very start a player may show the frame before. */
const intoPlay = ({ start, end }: PlayMark): number => start + Math.min(0.005, (end - start) / 2);

/**
 * The second at which a line of a scene is seen: of the play there (the next from `now` on where a loop or a helper plays
 * it often), or of the first play below it in the same function. Null where the line has none, as among imports.
 */
export function timeOfLine(scene: SceneTimeline, lines: readonly string[], line: number, now: number): number | null {
  const here = scene.plays.filter((play) => play.line <= line && line <= play.endLine);
  const plays = here.length > 0 ? here : scene.plays.filter(({ callers }) => callers.includes(line));
  const play = nearest(plays, now) ?? plays[0] ?? belowOf(scene, lines, line);
  return play === undefined ? null : intoPlay(play);
}

/** The one that is playing, or the next. */
function nearest(plays: readonly PlayMark[], now: number): PlayMark | undefined {
  return plays.find(({ end }) => now + tolerance < end);
}

/** The first play that comes of the lines below, as far as the function goes in which the line stands. */
function belowOf({ plays }: SceneTimeline, lines: readonly string[], line: number): PlayMark | undefined {
  if (!/^\s+\S/.test(lines[line - 1] ?? "")) return undefined;
  const leaves = lines.findIndex((text, index) => index >= line && /^\s*(async\s+def|def|class)\s|^\S/.test(text));
  const last = leaves === -1 ? lines.length : leaves;
  const places = plays.flatMap((play) => [play.line, ...play.callers].map((at) => ({ at, play })));
  const below = places.filter(({ at }) => line < at && at <= last).sort((one, other) => one.at - other.at);
  const [next] = below;
  // Of what stands at that line, what is played first.
  return (
    next && below.filter(({ at }) => at === next.at).sort((one, other) => one.play.start - other.play.start)[0]?.play
  );
}
