/** Syntax errors that one token mends, where Python says which line it is in. */
import type { Problem } from "../../../protocol/problems.js";
import { tokensOf, type Token } from "../rewrites/pythonTokens.js";
import { offsetOf, type Change, type Offer } from "./changes.js";
import { openBrackets } from "./cutOff.js";

export function oneTokenOffers(code: string, problem: Problem): Offer[] {
  const { line, message } = problem;
  if (problem.code !== "syntax-error" || line === undefined) return [];
  const start = offsetOf(code, line, 1);
  const end = offsetOf(code, line + 1, 1) - (code.slice(start).includes("\n") ? 1 : 0);
  const text = code.slice(start, end).replace(/\r$/, "");
  const place = { start, text, tokens: tokensOf(text) };
  if (/invalid (non-printable )?character/.test(message)) return plainCharacters(code);
  if (/was never closed|unterminated|forgot a comma|invalid syntax|does not match|unmatched/.test(message))
    return [
      ...closedQuote(place),
      ...closedBracket(place),
      ...withoutBracket(place, message),
      ...comma(place, problem, code),
    ];
  if (/expected ':'/.test(message)) return [{ title: "Add `:`", changes: insertion(place, ":") }];
  return [];
}

interface Line {
  /** Offset of the line. */
  start: number;
  text: string;
  tokens: readonly Token[];
}

/** At the end of what the line says, before a comment. */
function insertion({ start, tokens }: Line, text: string): Change[] {
  const at = start + (tokens.at(-1)?.end ?? 0);
  return [{ start: at, end: at, text }];
}

function closedBracket(line: Line): Offer[] {
  const open = openBrackets(line.tokens);
  // A line that ends within its brackets goes on in the next one.
  return open === "" || /[,([{]$/.test(line.tokens.at(-1)?.text ?? "")
    ? []
    : [{ title: `Add \`${open}\``, changes: insertion(line, open) }];
}

function withoutBracket({ start, tokens }: Line, message: string): Offer[] {
  const last = tokens.at(-1);
  if (!/unmatched/.test(message) || last === undefined || !")]}".includes(last.text)) return [];
  return [
    { title: `Remove \`${last.text}\``, changes: [{ start: start + last.start, end: start + last.end, text: "" }] },
  ];
}

/** Before the brackets that the line ends with, as far as they close brackets that it opened. */
function closedQuote({ start, tokens }: Line): Offer[] {
  const last = tokens.at(-1);
  const quote = /^[rRbBfFuUtT]{0,2}(['"])(?!\1\1)/.exec(last?.text ?? "")?.[1];
  if (last?.kind !== "text" || quote === undefined || (last.text.length > 1 && last.text.endsWith(quote))) return [];
  const open = openBrackets(tokens.slice(0, -1));
  const words = last.text.trimEnd();
  let closed = 0;
  while (closed < open.length && words.at(-1 - closed) === open.at(-1 - closed)) closed += 1;
  const at = start + last.start + words.length - closed;
  const missing = open.slice(0, open.length - closed);
  return [{ title: `Add \`${quote}\``, changes: [{ start: at, end: at, text: quote + missing }] }];
}

/** Between two values that stand side by side in the marked stretch. */
function comma({ start, tokens }: Line, { line, column = 1, endLine, endColumn }: Problem, code: string): Offer[] {
  const until =
    endColumn === undefined || endLine === undefined || line === undefined
      ? Infinity
      : offsetOf(code, endLine, endColumn);
  const from = start + column - 1;
  return tokens.flatMap((token, place): Offer[] => {
    const next = tokens[place + 1];
    const isBetween = next !== undefined && start + token.end >= from && start + next.start <= until;
    if (!isBetween || token.depth === 0 || !endsValue(token) || !beginsValue(next)) return [];
    const at = start + token.end;
    return [{ title: "Add `,`", changes: [{ start: at, end: at, text: "," }] }];
  });
}

const words = new Set(["and", "or", "not", "in", "is", "if", "else", "for", "lambda", "await", "yield"]);

function endsValue({ kind, text }: Token): boolean {
  return kind === "operator" ? ")]}".includes(text) : !words.has(text);
}

function beginsValue({ kind, text }: Token): boolean {
  return kind === "operator" ? "[{".includes(text) : !words.has(text);
}

const plain: Readonly<Record<string, string>> = {
  ...{ "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'" },
  ...{ "−": "-", "–": "-", "×": "*", "÷": "/", "，": ",", "（": "(", "）": ")", "：": ":" },
  ...{ "\u00a0": " ", "\u200b": "", "\ufeff": "", "\u202f": " " },
};

/** Typographic characters outside of texts, where Python knows none of them; between quotes of that kind all is text. */
function plainCharacters(code: string): Offer[] {
  const changes = tokensOf(code.replace(/[“”„«»]/g, '"').replace(/[‘’]/g, "'")).flatMap((token) => {
    const written = code.slice(token.start, token.end);
    if (token.kind === "name" || token.kind === "number") return [];
    const [first, last] = [written.slice(0, 1), written.slice(-1)];
    if (token.kind === "operator") return change(token.start, written);
    return written.length < 2 ? [] : [...change(token.start, first), ...change(token.end - 1, last)];
  });
  const blanks = [...code.matchAll(/[\u00a0\u200b\u202f]/g)].flatMap(({ index, 0: blank }) => change(index, blank));
  return changes.length + blanks.length === 0
    ? []
    : [{ title: "Use plain characters", changes: [...changes, ...blanks] }];
}

function change(start: number, written: string): Change[] {
  const put = plain[written];
  return put === undefined ? [] : [{ start, end: start + written.length, text: put }];
}
