/** Text as words to search by: names are split as programmers join them, and little words are left out. */

const littleWords = new Set(
  (
    "a an and are as at be been but by can each for from has have how if in into is it its of on one or so than that " +
    "the their then there these they this to until was what when where which while who will with you your"
  ).split(" "),
);

/** `ReplacementTransform` gives replacementtransform, replacement, transform; `next_to` nextto, next. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [name] of text.normalize("NFC").matchAll(/[\p{L}\p{N}_]+/gu)) {
    const parts = name
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, "$1 $2")
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
      .split(/[\s_]+/)
      .filter((part) => part !== "");
    if (parts.length > 1) words.push(parts.join("").toLowerCase());
    words.push(...parts.map((part) => part.toLowerCase()));
  }
  return words;
}

/** A word as it is kept in an index; null for one that says nothing. Plural and singular are one. */
export function indexed(word: string): string | null {
  const small = word.toLowerCase();
  if (littleWords.has(small)) return null;
  if (small.length > 4 && small.endsWith("ies")) return `${small.slice(0, -3)}y`;
  return small.length > 3 && /[^siu]s$/.test(small) ? small.slice(0, -1) : small;
}
