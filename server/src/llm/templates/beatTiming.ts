/** How long a beat lasts: long enough to be said and read, short enough not to drag. */
import type { Beat } from "../../../../protocol/storyboard.js";

const wordsPerSecond = 2.5;
const secondsPerBlock = 1.8;

/** Seconds of a beat in which `blocks` things appear. A duration set in the plan, by hand or by a voice, is kept. */
export function beatSeconds(beat: Beat, blocks: number): number {
  const spoken = beat.narration.trim() === "" ? 0 : beat.narration.trim().split(/\s+/).length / wordsPerSecond;
  if (beat.duration !== undefined) return round(Math.max(beat.duration, spoken, 1));
  const wished = Math.max(spoken * 1.15 + 0.6, blocks * secondsPerBlock + 1);
  const longest = spoken === 0 ? wished : spoken * 1.8 + 1.7;
  return round(Math.max(spoken + 0.1, Math.min(wished, longest)));
}

const round = (seconds: number): number => Math.ceil(seconds * 10) / 10;
