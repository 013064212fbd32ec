/** Code that stops in the middle of a statement, as an answer does that was cut off: closed there, or without it. */
import { tokensOf, type Token } from "../rewrites/pythonTokens.js";
import type { Change } from "./changes.js";

const closing: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The quotes and brackets that close what is open at the end; empty when nothing is. */
export function closingChanges(code: string): Change[] {
  const tokens = tokensOf(code);
  const quote = openQuote(tokens.at(-1));
  const brackets = openBrackets(tokens);
  if (quote === "" && brackets === "") return [];
  const end = tokens.at(-1)?.end ?? 0;
  // Text that was cut may end in blanks, which belong to it.
  const at = quote === "" ? end : end - (/\s*$/.exec(code.slice(0, end))?.[0].length ?? 0);
  return [{ start: at, end: code.length, text: `${quote}${brackets}\n` }];
}

/** The last statement taken away, with headers that have no block left; empty when the end is whole. */
export function droppingChanges(code: string): Change[] {
  const tokens = tokensOf(code);
  if (openQuote(tokens.at(-1)) === "" && openBrackets(tokens) === "" && !isUnfinished(tokens)) return [];
  const last = tokens.at(-1)?.statement;
  const first = tokens.find(({ statement }) => statement === last);
  if (first === undefined) return [];
  let kept = code.slice(0, code.lastIndexOf("\n", first.start - 1) + 1).trimEnd();
  for (;;) {
    const line = kept.slice(kept.lastIndexOf("\n") + 1);
    if (!line.trimEnd().endsWith(":")) break;
    if (/^\s*(def|class)\b/.test(line)) return [{ start: kept.length, end: code.length, text: ` pass\n` }];
    kept = kept.slice(0, kept.length - line.length).trimEnd();
  }
  return kept === "" ? [] : [{ start: kept.length, end: code.length, text: "\n" }];
}

/** The quote that would close a text that is still open. */
function openQuote(token: Token | undefined): string {
  if (token?.kind !== "text") return "";
  const body = token.text.replace(/^[rRbBfFuUtT]{0,2}/, "");
  const quote = /^("""|'''|"|')/.exec(body)?.[0] ?? "";
  const isClosed =
    body.length >= quote.length * 2 && body.endsWith(quote) && !/(?<!\\)(\\\\)*\\$/.test(body.slice(0, -1));
  return isClosed ? "" : quote;
}

/** What closes the brackets that are open, the innermost first. */
export function openBrackets(tokens: readonly Token[]): string {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== "operator") continue;
    if (Object.hasOwn(closing, text)) open.push(closing[text] ?? "");
    else if (open.at(-1) === text) open.pop();
  }
  return open.toReversed().join("");
}

/** Ends in an operator, a dot or a word that something has to follow. */
function isUnfinished(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  if (last === undefined) return false;
  if (last.kind === "operator") return !/^([)\]}]|\.\.\.|:)$/.test(last.text);
  return ["in", "and", "or", "not", "import", "from", "for", "if", "def", "class", "lambda", "as"].includes(last.text);
}
