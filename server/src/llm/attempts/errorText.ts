/** Words for failures: lengths of time, and what a server said, cut down and without the key. */

/** Milliseconds as whole seconds in words, at least one. */
export function duration(milliseconds: number): string {
  return `${Math.max(1, Math.round(milliseconds / 1000))} s`;
}

/** Replaces a key wherever it stands in a text, as it is or as part of an address. */
export function withoutKey(text: string, key: string): string {
  if (key === "") return text;
  return text.replaceAll(key, "[key]").replaceAll(encodeURIComponent(key), "[key]");
}

/** HTML of a proxy's error page and long texts are cut down to what fits into a sentence. */
export function oneLine(text: string): string {
  // The first part only: a pattern over a whole hostile page would take long.
  const plain = text
    .slice(0, 5000)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length <= 300 ? plain : `${plain.slice(0, 299)}…`;
}
