/** JSON in the text of an answer. */

/** Models put JSON into a Markdown fence even when asked not to; what stands in it is what was asked for. */
export function withoutFence(text: string): string {
  const trimmed = text.trim();
  return /^```[^\n]*\n([\s\S]*?)\n?[ \t]*```$/.exec(trimmed)?.[1]?.trim() ?? trimmed;
}
