/**
 * Finds what would run in Typst: code begins at `#` in markup and mathematics, and in mathematics the name `std` reaches
 * functions that read files. Written apart from the code that escapes, so that the two can disagree.
 */

export type Mode = "markup" | "math";

/** Each piece of live code as it is written, and "unclosed …" where a string or formula does not end. */
export function liveTypst(source: string, start: Mode): string[] {
  const found: string[] = [];
  let mode = start;
  for (let at = 0; at < source.length; at++) {
    const sign = source[at] ?? "";
    const rest = source.slice(at);
    if (sign === "\\") at++;
    else if (sign === "#") found.push(rest.slice(0, 20));
    else if (mode === "markup" && sign === "`") found.push(`raw text: ${rest.slice(0, 20)}`);
    else if (/^\/[/*]/.test(rest)) found.push(`comment: ${rest.slice(0, 20)}`);
    else if (sign === "$" && start === "math") found.push(`end of formula: ${rest.slice(0, 20)}`);
    else if (sign === "$") mode = mode === "math" ? "markup" : "math";
    else if (mode === "math" && sign === '"') {
      const string = /^"(?:[^"\\]|\\[\s\S])*"/.exec(rest)?.[0];
      if (string === undefined) found.push("unclosed string");
      at += (string?.length ?? rest.length) - 1;
    } else if (mode === "math" && /[\p{L}\p{N}]/u.test(sign)) {
      const name = /^[\p{L}\p{N}\p{M}]+/u.exec(rest)?.[0] ?? "";
      if (name === "std") found.push(rest.slice(0, 20));
      at += name.length - 1;
    } else if (mode === "markup" && sign === "]") found.push("end of content");
  }
  if (mode !== start) found.push("unclosed formula");
  return found;
}
