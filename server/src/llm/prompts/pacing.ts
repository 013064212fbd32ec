/** How long a beat has to last so that its narration can be heard, or its caption read. */
import type { Beat } from "../../../../protocol/storyboard.js";

const wordsPerSecond = 2.5;
const shortestBeat = 2;

/** Seconds, to half a second. The beat's own `duration` counts when it is longer. */
export function beatSeconds(beat: Pick<Beat, "narration" | "duration">, language: string): number {
  const spoken = countWords(beat.narration, language) / wordsPerSecond;
  return Math.ceil(Math.max(spoken, beat.duration ?? 0, shortestBeat) * 2) / 2;
}

/** Words as the language has them: Chinese and Japanese put no spaces between theirs. */
function countWords(text: string, language: string): number {
  return [...segmenter(language).segment(text)].filter((segment) => segment.isWordLike === true).length;
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: "word" });
  } catch {
    // The plan's language is free text, such as "English".
    return new Intl.Segmenter("en", { granularity: "word" });
  }
}
