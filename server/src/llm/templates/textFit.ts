/** Cuts texts and formulas into parts that fit on the screen. */
import { typstLine } from "./typstText.js";

const longestCard = 380;

/** A narration as markup in parts, each short enough for one screen. */
export function cards(narration: string): string[] {
  return splitText(narration, longestCard)
    .map((part) => typstLine(part))
    .filter((part) => part !== "");
}

/** Splits a text into parts of at most `longest` letters: between sentences, else between words, else anywhere. */
export function splitText(text: string, longest: number): string[] {
  const sentences = text.trim().split(/(?<=[.!?…。])\s+/u);
  const pieces = sentences.flatMap((sentence) =>
    sentence.length <= longest ? [sentence] : splitWords(sentence, longest),
  );
  const parts: string[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= longest) parts[parts.length - 1] = `${last} ${piece}`;
    else parts.push(piece);
  }
  return parts.filter((part) => part !== "");
}

function splitWords(sentence: string, longest: number): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > longest) {
    const space = rest.lastIndexOf(" ", longest);
    const cut = space > longest / 3 ? space : longest - (/[\ud800-\udbff]/.test(rest.charAt(longest - 1)) ? 1 : 0);
    parts.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return [...parts, rest];
}

/** About how many signs wide a formula is printed: names count once, calls and scripts less than their source. */
export function weightOf(formula: string): number {
  const signs = formula.match(/"[^"]*"|\\.|[A-Za-z]+(?:\.[A-Za-z]+)*|\d|[^\s\w"\\]/g) ?? [];
  return signs.reduce(
    (sum, sign) => sum + (sign.startsWith('"') ? sign.length - 2 : /^[()^_,]$/.test(sign) ? 0.3 : 1),
    0,
  );
}

/** A long formula broken before its outer relations, or else sums, so that no line is wider than `widest` signs. */
export function brokenFormula(formula: string, widest: number): string {
  if (weightOf(formula) <= widest || /\\ |&/.test(formula)) return formula;
  const relation = outerBreaks(formula, /^(?:=>|<=>|=|<=|>=|<|>|!=|approx|equiv)$/);
  const parts = relation.flatMap((part) => (weightOf(part) <= widest ? [part] : outerBreaks(part, /^[+-]$/)));
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && weightOf(last + part) <= widest) lines[lines.length - 1] = `${last} ${part}`;
    else lines.push(part);
  }
  return lines.length < 2
    ? formula
    : lines
        .map((line, index) => (index === 0 ? line : `& ${line}`))
        .join(" \\ ")
        .replace(/^/, "& ");
}

/** The formula cut before each outer sign, outside parentheses and quotes. */
function outerBreaks(formula: string, sign: RegExp): string[] {
  const tokens = formula.match(/"[^"]*"?|\\.|<=>|=>|<=|>=|!=|->|[A-Za-z.]+|\s+|./gsu) ?? [];
  const parts = [""];
  let depth = 0;
  for (const token of tokens) {
    if (/^[([{]$/.test(token)) depth++;
    if (/^[)\]}]$/.test(token)) depth--;
    if (depth === 0 && sign.test(token) && parts.at(-1)?.trim() !== "") parts.push("");
    parts.push(`${parts.pop() ?? ""}${token}`);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}
