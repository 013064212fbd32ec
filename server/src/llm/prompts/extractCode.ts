/** Takes the Python file out of a model's answer, which may wrap it in Markdown and in sentences. */

export type Extracted = { ok: true; code: string } | { ok: false; reason: string };

const longestFile = 200_000;
/** The code that defines `className`, with Unix line ends and one newline at its end. */
export function extractCode(answer: string, className: string): Extracted {
  const text = answer.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const blocks = fencedBlocks(text);
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

/** What stands between fences. One that never closes, in an answer that was cut off, reaches to the end. */
function fencedBlocks(text: string): string[] {
  const blocks: string[][] = [];
  let open: { fence: string; lines: string[] } | undefined;
  for (const line of text.split("\n")) {
    const fence = /^[ \t]*(`{3,}|~{3,})/.exec(line)?.[1];
    if (open === undefined) {
      if (fence === undefined) continue;
      open = { fence, lines: [] };
      blocks.push(open.lines);
    } else if (line.trim() === open.fence) {
      open = undefined;
    } else {
      open.lines.push(line);
    }
  }
  return blocks.map((lines) => lines.join("\n"));
}
