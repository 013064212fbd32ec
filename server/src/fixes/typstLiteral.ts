/** Typst code as it stands in a Python file. */
import { literalOf, type Argument } from "./calls.js";
import type { Change } from "./changes.js";
import { typstOf } from "./latexFormula.js";

/** A string literal of Python for Typst code, raw where it has a backslash. */
export function pythonText(text: string): string {
  const raw = text.includes("\\") ? "r" : "";
  const safe = !text.includes("\n") && !text.endsWith("\\");
  if (safe && !text.includes('"')) return `${raw}"${text}"`;
  if (safe && !text.includes("'")) return `${raw}'${text}'`;
  return JSON.stringify(text);
}

/** A string argument as a formula object; null when it is none or cannot be translated. */
export function asFormula({ tokens, start, end }: Argument): Change | null {
  const latex = literalOf(tokens, true);
  const typst = latex === null ? null : typstOf(latex);
  return typst === null ? null : { start, end, text: `MathTypst(${pythonText(typst)})` };
}
