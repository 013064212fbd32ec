/** Does again in this code what rules say, at the failing statement or wherever it fits. */
import { calleeOf, endOfValue, ownNames, tokensOf, type Token } from "./pythonTokens.js";
import type { Piece, Rule, Rules } from "./rules.js";

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Code that may be free of the problem, likeliest first: changed at the failing statement alone, or everywhere. Empty
 * when the rules do not fit that statement. Nobody may use it before a check was clean.
 */
export function applyRules(code: string, rules: Rules, line: number | undefined): string[] {
  const tokens = tokensOf(code);
  const own = ownNames(tokens);
  const edits = rules.map((rule) => editsOf(rule, code, tokens, own));
  // Rules of one repair belong together: none of them is tried alone.
  if (edits.some((each) => each.length === 0)) return [];
  const all = edits.flat();
  const statement = tokens.find((token) => token.line === line)?.statement;
  const [first, last] = [
    tokens.find((token) => token.statement === statement),
    tokens.findLast((token) => token.statement === statement),
  ];
  const here = all.filter(
    ({ start, end }) => first !== undefined && last !== undefined && start >= first.start && end <= last.end + 1,
  );
  // What mends something else is not tried: a check that then passes would have passed by chance.
  if (statement !== undefined && here.length === 0) return [];
  const both = [changed(code, here), changed(code, all)].filter((each) => each !== code);
  // A name that is not defined is so everywhere; an argument that one call refuses may be right in another.
  const candidates = rules.every((rule) => rule.kind === "rename" && rule.of === "name") ? both.toReversed() : both;
  return [...new Set(candidates)];
}

function editsOf(rule: Rule, code: string, tokens: readonly Token[], own: ReadonlySet<string>): Edit[] {
  switch (rule.kind) {
    case "rename":
      // A scene that has a name of its own like this means that one.
      if (rule.of === "name" && own.has(rule.from)) return [];
      return tokens.flatMap((token, place): Edit[] => {
        if (token.text !== rule.from || token.kind !== "name") return [];
        const isAttribute = tokens[place - 1]?.text === ".";
        const isArgument = token.depth > 0 && tokens[place + 1]?.text === "=";
        const fits = rule.of === "attribute" ? isAttribute : !isAttribute && !isArgument;
        return fits ? [{ start: token.start, end: token.end, text: rule.to }] : [];
      });
    case "rename-argument":
      return argumentsOf(tokens, rule.callee, rule.from).map(({ token }) => ({
        start: token.start,
        end: token.end,
        text: rule.to,
      }));
    case "remove-argument":
      return argumentsOf(tokens, rule.callee, rule.name).map(({ place }) => removal(code, tokens, place));
    case "add-argument":
      return additions(rule.callee, rule.name, rule.text, tokens);
    case "line":
      return lineEdits(rule.find, rule.put, code, tokens, own);
  }
}

function argumentsOf(tokens: readonly Token[], callee: string, name: string): { token: Token; place: number }[] {
  return tokens.flatMap((token, place) => {
    const isArgument = token.text === name && token.depth > 0 && tokens[place + 1]?.text === "=";
    return isArgument && calleeOf(tokens, place) === callee ? [{ token, place }] : [];
  });
}

/** An argument with the comma that belongs to it. */
function removal(code: string, tokens: readonly Token[], place: number): Edit {
  const end = endOfValue(tokens, place + 2);
  const [before, after, last] = [tokens[place - 1], tokens[end], tokens[end - 1]];
  if (before?.text === ",") return { start: before.start, end: last?.end ?? code.length, text: "" };
  const start = tokens[place]?.start ?? 0;
  if (after?.text !== ",") return { start, end: last?.end ?? code.length, text: "" };
  return { start, end: tokens[end + 1]?.start ?? after.end, text: "" };
}

/** The argument at the end of each call that does not have it. */
function additions(callee: string, name: string, text: string, tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, place): Edit[] => {
    if (token.text !== callee || tokens[place + 1]?.text !== "(" || tokens[place - 1]?.text === "def") return [];
    const depth = token.depth + 1;
    let end = place + 2;
    while (end < tokens.length && (tokens[end]?.depth ?? 0) >= depth) {
      const [each, next] = [tokens[end], tokens[end + 1]];
      if (each?.depth === depth && each.text === name && next?.text === "=") return [];
      end += 1;
    }
    const [last, close] = [tokens[end - 1], tokens[end]];
    if (last === undefined || close?.text !== ")") return [];
    const at = last.end;
    return [{ start: at, end: at, text: last.text === "(" ? text : last.text === "," ? ` ${text}` : `, ${text}` }];
  });
}

function lineEdits(
  find: readonly Piece[],
  put: readonly Piece[],
  code: string,
  tokens: readonly Token[],
  own: ReadonlySet<string>,
): Edit[] {
  const edits: Edit[] = [];
  for (let from = 0; from < tokens.length; from += 1) {
    const first = tokens[from];
    const last = tokens[from + find.length - 1];
    const begins = tokens[from - 1]?.statement !== first?.statement;
    const ends = tokens[from + find.length]?.statement !== first?.statement;
    if (first === undefined || last?.statement !== first.statement || !begins || !ends) continue;
    const filled = fill(find, tokens.slice(from, from + find.length), own);
    if (filled === null) continue;
    if (put.length > 0) {
      const text = put.map((piece) => (typeof piece === "string" ? piece : (filled.get(piece.own) ?? ""))).join("");
      edits.push({ start: first.start, end: last.end, text });
    } else edits.push(wholeLine(code, first.start, last.end));
  }
  return edits;
}

/** What stands in the open places, or null when the tokens are others. */
function fill(find: readonly Piece[], tokens: readonly Token[], own: ReadonlySet<string>): Map<number, string> | null {
  const filled = new Map<number, string>();
  for (const [at, piece] of find.entries()) {
    const token = tokens[at];
    if (token === undefined) return null;
    if (typeof piece === "string") {
      if (piece !== token.text) return null;
      continue;
    }
    const open = token.kind === "name" ? own.has(token.text) : token.kind !== "operator";
    const before = filled.get(piece.own);
    if (!open || (before !== undefined && before !== token.text)) return null;
    filled.set(piece.own, token.text);
  }
  return filled;
}

/** With its line end and what stands before it, when nothing else is on the line. */
function wholeLine(code: string, start: number, end: number): Edit {
  const lineStart = code.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = code.indexOf("\n", end);
  const alone =
    code.slice(lineStart, start).trim() === "" && code.slice(end, lineEnd < 0 ? undefined : lineEnd).trim() === "";
  return alone
    ? { start: lineStart, end: lineEnd < 0 ? code.length : lineEnd + 1, text: "" }
    : { start, end, text: "" };
}

function changed(code: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((one, other) => other.start - one.start);
  let [text, before] = [code, Infinity];
  for (const { start, end, text: put } of ordered) {
    // Two rules that want the same words: the later one has them.
    if (end > before) continue;
    text = text.slice(0, start) + put + text.slice(end);
    before = start;
  }
  return text;
}
