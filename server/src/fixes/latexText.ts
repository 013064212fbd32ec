/** The text of a `Tex` object in Typst markup: words, formulas between dollars, bold and italic. */
import { typstOf } from "./latexFormula.js";

const marks: Readonly<Record<string, string>> = { textbf: "*", textit: "_", emph: "_" };

/** Null when something of it is not known here. */
export function typstTextOf(latex: string): string | null {
  const parts = latex.split(/(?<!\\)\$/);
  // Without its partner a dollar opens a formula that never ends.
  if (parts.length % 2 === 0) return null;
  const translated = parts.map((part, place) => (place % 2 === 0 ? words(part) : formula(part)));
  return translated.includes(null) ? null : translated.join("");
}

function formula(latex: string): string | null {
  const inner = typstOf(latex);
  return inner === null ? null : `$${inner}$`;
}

function words(latex: string): string | null {
  const pieces = latex.split(/\\(textbf|textit|emph)\{([^{}\\]*)\}/);
  const translated = pieces.map((piece, place) => {
    if (place % 3 === 1) return marks[piece] ?? "";
    const plain = plainWords(piece);
    return place % 3 === 2 ? plain && `${plain}${marks[pieces[place - 1] ?? ""] ?? ""}` : plain;
  });
  return translated.includes(null) ? null : translated.join("").replace(/ {2,}/g, " ");
}

/** Signs that Typst markup reads are escaped, those that LaTeX had to escape are not. */
function plainWords(latex: string): string | null {
  // Two backslashes are a new line, whatever follows them.
  if (/\\[a-zA-Z]|[{}]|(?<!\\)[%&^]/.test(latex.replaceAll("\\\\", " "))) return null;
  return latex.replace(/\\([%&#_$])|\\\\|[#*_@<`]/g, (found, escaped: string | undefined) => {
    if (found === "\\\\") return " \\ ";
    const sign = escaped ?? found;
    return /[%&]/.test(sign) ? sign : `\\${sign}`;
  });
}
