/** An answer of a chat pasted whole: code between Markdown fences, with words before and after. */
import type { Change } from "./changes.js";

const fence = /^[ \t]*(```|~~~)[^\n`]*(?:\n|$)/gm;

/** Keeps what stands in the longest fenced block, or after a fence that is never closed; none without a fence. */
export function fenceChanges(code: string): Change[] {
  const fences = [...code.matchAll(fence)].map(({ index, 0: text }) => ({ start: index, end: index + text.length }));
  const blocks = fences.map(({ end }, place) => ({ start: end, end: fences[place + 1]?.start ?? code.length }));
  // The last fence closes a block; with a single fence it opens the code that follows it, or closes the code before.
  const [only] = fences;
  const candidates =
    fences.length > 1 ? blocks.slice(0, -1) : only === undefined ? [] : [...blocks, { start: 0, end: only.start }];
  const longest = candidates.toSorted((one, other) => other.end - other.start - (one.end - one.start))[0];
  if (longest === undefined || !/\bmanim|\bclass\b/.test(code.slice(longest.start, longest.end))) return [];
  return [
    { start: 0, end: longest.start, text: "" },
    { start: longest.end, end: code.length, text: "" },
  ].filter(({ start, end }) => start < end);
}
