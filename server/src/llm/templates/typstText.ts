/**
 * Typst markup for texts of a stranger: shown as they are, never run. Typst enters code at `#`, and in mathematics it
 * also reaches the standard library through the name `std`; neither survives here.
 */

/** Characters for which the bundled fonts have no glyph and which say nothing as an empty box. */
const unshowable =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Variation_Selector}|\p{Cc}|\p{Cs}|\u200d|\u20e3|\ufeff/gu;
const shownSymbols = /[©®™↔↕↖↗↘↙↩↪✓✔✖☆★♠♥♦♣♀♂▶◀☐☑]/u;

/** The text without control characters and pictures, its white space made single spaces. */
export function showable(text: string): string {
  const kept = text.replace(/\s+/g, " ").replace(unshowable, (sign) => (shownSymbols.test(sign) ? sign : ""));
  return kept.replace(/ {2,}/g, " ").trim();
}

/** Markup that shows the text literally. */
export function typstText(text: string): string {
  return showable(text)
    .replace(/[\\#$*_`@<>~[\]]/g, "\\$&")
    .replace(/\/(?=[/*])/g, "\\/")
    .replace(/-(?=[-?])/g, "\\-")
    .replace(/^([-+=/])/, "\\$1")
    .replace(/^(\d+)\./, "$1\\.");
}

/**
 * Mathematics in which nothing can run; what else Typst cannot read is left for its own message. A quote without its end
 * is shown as a quote: it would turn mathematics and text around it into each other. Manim reads `{{` as marks of its own.
 */
export function typstFormula(formula: string): string {
  const line = formula.replace(/\s+/g, " ").trim();
  const parts = line.match(/\\.|"(?:[^"\\]|\\.)*"|[^\\"]+|["\\]/gsu) ?? [];
  const safe = parts.map((part) => (part === '"' ? '\\"' : /^["\\]/.test(part) ? part : harmless(part))).join("");
  return safe.replace(/\{(?=\{)/g, "{ ");
}

function harmless(part: string): string {
  return part
    .replace(/[#$]/g, "\\$&")
    .replace(/\/(?=[/*])|(?<=[/*])\//g, "\\/")
    .replace(/(?<![a-zA-Z])std(?![a-zA-Z0-9])/g, '"std"');
}

/** `$…$` in running text, as Pandoc reads it: no space inside the dollars and no digit behind, so that prices stay prices. */
const inlineMath = /(?<![\\$\w])\$(?=[^\s$])([^$]*[^\s$\\])\$(?![\d$])/g;

/** Markup of a text in which `$…$` is Typst mathematics. Long words get places where they may be broken. */
export function typstLine(text: string, longestWord = 24): string {
  const parts = text.split(inlineMath);
  return parts
    .map((part, index) =>
      index % 2 === 1 ? `$${typstFormula(part)}$` : spaced(part, typstText(breakable(unescaped(part), longestWord))),
    )
    .join("");
}

/** The text as it is read aloud: mathematics without its dollars. */
export function withoutDollars(text: string): string {
  return unescaped(text.replace(inlineMath, "$1"));
}

/** A dollar that is no mark of mathematics is written with a backslash, which is not shown. */
const unescaped = (text: string): string => text.replaceAll("\\$", "$");

/** The contents of all `$…$` in a text. */
export function inlineFormulas(text: string): string[] {
  return text.split(inlineMath).filter((_, index) => index % 2 === 1);
}

/** The text with each `$…$` passed through `change`. */
export function mapInlineMath(text: string, change: (formula: string) => string): string {
  return text.replace(inlineMath, (_whole, formula: string) => change(formula));
}

/** Keeps the spaces at the ends, which separate the text from mathematics beside it. */
function spaced(original: string, markup: string): string {
  return `${/^\s/.test(original) ? " " : ""}${markup}${/\s$/.test(original) && markup !== "" ? " " : ""}`;
}

function breakable(text: string, longestWord: number): string {
  const pieces = new RegExp(`[^\\s\\u200b]{${longestWord}}(?=[^\\s\\u200b])`, "gu");
  return text.replace(pieces, "$&\u200b");
}
