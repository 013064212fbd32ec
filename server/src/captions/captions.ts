/** Captions from the narration of the beats, timed to the scenes as they were rendered. SubRip and WebVTT. */
import type { StoryScene } from "../../../protocol/storyboard.js";
import type { Timeline } from "../../../protocol/timeline.js";
import type { SectionMark } from "../../../protocol/worker.js";

export interface RenderedScene {
  scene: StoryScene;
  /** Seconds of this scene's video. */
  duration: number;
  /** Where each beat starts in it. */
  sections: SectionMark[];
}

/** One caption; seconds from the start of the whole video. */
export interface Cue {
  start: number;
  end: number;
  text: string;
}

const longestCue = 84;
const lineWidth = 42;

/** Cues in order: each beat's narration in pieces of at most two lines, sharing the beat's time by their length. */
export function cuesOf(scenes: RenderedScene[]): Cue[] {
  let offset = 0;
  const cues: Cue[] = [];
  for (const rendered of scenes) {
    for (const { start, end, narration } of beatTimes(rendered)) {
      const pieces = split(narration);
      const total = pieces.reduce((sum, piece) => sum + piece.length, 0);
      let at = offset + start;
      for (const piece of pieces) {
        const next = at + ((end - start) * piece.length) / total;
        cues.push({ start: at, end: next, text: wrap(piece) });
        at = next;
      }
    }
    offset += rendered.duration;
  }
  return cues.filter((cue) => cue.end - cue.start > 0.01);
}

/** Chapters in order, one for each scene that is shown. */
export function chaptersOf({ scenes }: Pick<Timeline, "scenes">): Cue[] {
  return scenes.map(({ start, end, title, name }) => ({ start, end, text: (title || name).replace(/\s+/g, " ") }));
}

/** When each beat starts and ends in its scene. A beat whose section is missing shares the time by its words. */
function beatTimes({ scene, duration, sections }: RenderedScene): { start: number; end: number; narration: string }[] {
  const marks = new Map(sections.map(({ name, start }) => [name, start]));
  const known = scene.beats.every((beat) => marks.has(beat.id));
  const words = scene.beats.map((beat) => Math.max(1, beat.narration.length));
  const total = words.reduce((sum, count) => sum + count, 0);
  let spoken = 0;
  const starts = scene.beats.map((beat, index) => {
    const share = (duration * spoken) / total;
    spoken += words[index] ?? 1;
    return Math.min(duration, known ? (marks.get(beat.id) ?? 0) : share);
  });
  return scene.beats.map(({ narration }, index) => ({
    start: starts[index] ?? 0,
    end: Math.max(starts[index] ?? 0, starts[index + 1] ?? duration),
    narration,
  }));
}

/** Cuts a narration at sentences, then at words, into pieces of at most two lines. */
function split(narration: string): string[] {
  const pieces: string[] = [];
  for (const word of narration
    .trim()
    .split(/\s+/)
    .filter((part) => part !== "")) {
    const last = pieces.at(-1);
    const ended = last === undefined || (/[.!?…:;]["”’)]?$/.test(last) && last.length > lineWidth / 2);
    if (ended || last.length + 1 + word.length > longestCue) pieces.push(word);
    else pieces[pieces.length - 1] = `${last} ${word}`;
  }
  return pieces;
}

/** Two lines of about the same length, cut at a space. */
function wrap(piece: string): string {
  if (piece.length <= lineWidth) return piece;
  const middle = piece.length / 2;
  const spaces = [...piece.matchAll(/ /g)].map((match) => match.index);
  const cut = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0];
  return cut === undefined ? piece : `${piece.slice(0, cut)}\n${piece.slice(cut + 1)}`;
}

/** SubRip. */
export function srtOf(cues: Cue[]): string {
  return cues
    .map((cue, index) => `${index + 1}\n${time(cue.start, ",")} --> ${time(cue.end, ",")}\n${cue.text}\n`)
    .join("\n");
}

/** WebVTT; `-->` and `&`, `<` in a narration are escaped. */
export function vttOf(cues: Cue[]): string {
  const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return (
    "WEBVTT\n\n" +
    cues.map((cue) => `${time(cue.start, ".")} --> ${time(cue.end, ".")}\n${escaped(cue.text)}\n`).join("\n")
  );
}

function time(seconds: number, separator: string): string {
  const millis = Math.round(seconds * 1000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  return `${two(millis / 3_600_000)}:${two((millis / 60_000) % 60)}:${two((millis / 1000) % 60)}${separator}${String(millis % 1000).padStart(3, "0")}`;
}
