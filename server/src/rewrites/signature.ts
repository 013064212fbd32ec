/** What makes two failures the same: the problem's code, its words without this scene's names, the failing line likewise. */
import type { Problem } from "../../../protocol/problems.js";
import { ownNames, tokensOf } from "./pythonTokens.js";

export interface Signature {
  code: Problem["code"];
  message: string;
  /** Empty where the problem has no line. */
  line: string;
}

/** Problems of the code itself, whose cause stands in a few words of it. */
const rewritable: readonly Problem["code"][] = [
  ...(["undefined-name", "unknown-attribute", "unknown-argument"] as const),
  ...(["scene-exception", "import-failed", "latex-missing"] as const),
];

/** Null for problems that no change of a few words mends. */
export function signatureOf(code: string, problem: Problem): Signature | null {
  if (!rewritable.includes(problem.code)) return null;
  return { code: problem.code, message: plainMessage(problem.message), line: plainLine(code, problem.line) };
}

/** Quoted words, names with dots or underscores, classes and numbers are this scene's; the rest are Python's and Manim's words. */
export function plainMessage(message: string): string {
  return message
    .replace(/0x[0-9a-fA-F]+/g, "‹number›")
    .replace(/(['"`])(?:(?!\1)[^\n])*\1/g, "‹name›")
    .replace(/\b[\p{L}_]\w*(?:\.\w+)+(?:\(\))?|\b\w+\(\)/gu, "‹name›")
    .replace(/\b\p{Lu}\w*(?= object\b)|(?<=[\p{Ll},] )\p{Lu}\w*|\b\p{L}+_\w*/gu, "‹name›")
    .replace(/[-+]?\b\d+(?:\.\d+)?\b/g, "‹number›")
    .slice(0, 500);
}

function plainLine(code: string, line: number | undefined): string {
  if (line === undefined) return "";
  const tokens = tokensOf(code);
  const own = ownNames(tokens);
  const words = tokens
    .filter((token) => token.line === line)
    .map(({ kind, text }) => {
      if (kind === "name") return own.has(text) ? "‹name›" : text;
      return kind === "operator" ? text : `‹${kind}›`;
    });
  return words.join(" ").slice(0, 500);
}
