/** Takes the Python file out of a model's answer, which may wrap it in Markdown and in sentences. */

export type Extracted = { ok: true; code: string } | { ok: false; reason: string };

const longestFile = 200_000;
/** A fence opens at the start of a line; a file that was cut off has no closing one. */
const fenced = /^[ \t]*(`{3,}|~{3,})[^\n]*\n([\s\S]*?)(?:^[ \t]*\1[ \t]*$|(?![\s\S]))/gm;

/** The code that defines `className`, with Unix line ends and one newline at its end. */
export function extractCode(answer: string, className: string): Extracted {
  const text = answer.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const blocks = [...text.matchAll(fenced)].map((match) => match[2] ?? "");
  const candidates = blocks.length > 0 ? blocks : [text];
  const code = candidates
    .filter((candidate) => classNames(candidate).includes(className))
    .sort((one, other) => other.length - one.length)[0];
  if (code === undefined) return { ok: false, reason: `The answer holds no class ${className}.` };
  if (code.length > longestFile) return { ok: false, reason: `The file is longer than ${longestFile} characters.` };
  return { ok: true, code: `${code.replace(/^\n+/, "").trimEnd()}\n` };
}

/** Ids of beats that no section of the code is named after, going by the quoted name alone. */
export function missingSections(code: string, beatIds: readonly string[]): string[] {
  return beatIds.filter((id) => !code.includes(`"${id}"`) && !code.includes(`'${id}'`));
}

/** Names of the classes at the top level of the code. */
export function classNames(code: string): string[] {
  return [...code.matchAll(/^class[ \t]+([\p{L}_][\p{L}\p{N}_]*)[ \t]*[(:]/gmu)].map((match) => match[1] ?? "");
}
