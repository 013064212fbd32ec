/** Calls in Python source, found by their tokens: the callee's name and its arguments with their places. */
import { endOfValue, type Token } from "../rewrites/pythonTokens.js";

export interface Argument {
  /** Null for a positional argument. */
  name: string | null;
  /** Of the value, without the name; never empty. */
  tokens: readonly Token[];
  /** Offsets of the value. */
  start: number;
  end: number;
  /** Offset of the name, or of the value where there is none. */
  whole: number;
}

export interface Call {
  callee: Token;
  /** Index of the callee among all tokens. */
  place: number;
  arguments: readonly Argument[];
  /** Offset of the closing bracket. */
  close: number;
  /** Index of the closing bracket among all tokens. */
  last: number;
}

/** All calls of these names, as functions or as methods; a call whose bracket is never closed is none. */
export function callsOf(tokens: readonly Token[], names: ReadonlySet<string>): Call[] {
  return tokens.flatMap((token, place) => {
    const isDefined = ["def", "class"].includes(tokens[place - 1]?.text ?? "");
    if (token.kind !== "name" || !names.has(token.text) || isDefined) return [];
    return callAt(tokens, place) ?? [];
  });
}

/** The call whose callee's name is the token at this place. */
export function callAt(tokens: readonly Token[], place: number): Call | null {
  const [callee, open] = [tokens[place], tokens[place + 1]];
  if (callee?.kind !== "name" || open?.text !== "(") return null;
  const found: Argument[] = [];
  let at = place + 2;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) return null;
    if (token.text === ")" && token.depth === open.depth)
      return { callee, place, arguments: found, close: token.start, last: at };
    const named = token.kind === "name" && tokens[at + 1]?.text === "=";
    const end = endOfValue(tokens, named ? at + 2 : at);
    const value = tokens.slice(named ? at + 2 : at, end);
    const [first, last] = [value[0], value.at(-1)];
    if (first !== undefined && last !== undefined)
      found.push({
        name: named ? token.text : null,
        tokens: value,
        start: first.start,
        end: last.end,
        whole: token.start,
      });
    at = tokens[end]?.text === "," ? end + 1 : Math.max(end, at + (value.length === 0 ? 1 : 0));
  }
}

/**
 * The text of a plain string literal; null for any other tokens, f-strings and bytes included. With `formula` a single
 * backslash before a letter is taken as LaTeX's, as `"\\frac"` is meant though Python reads a form feed there.
 */
export function literalOf(tokens: readonly Token[], formula = false): string | null {
  const parts = tokens.map((token) => (token.kind === "text" ? literal(token.text, formula) : null));
  return parts.length === 0 || parts.includes(null) ? null : parts.join("");
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\", "'": "'", '"': '"', n: "\n", t: "\t", "\n": "" };

function literal(text: string, formula: boolean): string | null {
  const parts = /^([rRuU]?)("""|'''|"|')([\s\S]*)\2$/.exec(text);
  if (parts === null) return null;
  const [, prefix = "", , body = ""] = parts;
  if (prefix.toLowerCase() === "r") return body;
  // Characters that Python writes by number or by name are not worth reading here.
  if (!formula && /\\[0-7xuUNabfrv]/.test(body.replaceAll("\\\\", ""))) return null;
  return body.replace(/\\([\s\S])/g, (whole, escaped: string) =>
    formula && /[a-z]/i.test(escaped) ? whole : (escapes[escaped] ?? whole),
  );
}
