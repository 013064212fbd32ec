/** Imports of ManimGL and of 3Blue1Brown's own video code, whose names Manim Community has under one import. */
import { tokensOf } from "../rewrites/pythonTokens.js";
import type { Change } from "./changes.js";

const old = /^(manimlib|manimgl|manim_imports_ext|big_ol_pile_of_manim_imports|manimce)$/;

/** The first becomes `from manim import *`, the others go; one that binds a name (`import manimlib as gl`) is left. */
export function oldImportChanges(code: string): Change[] {
  const tokens = tokensOf(code);
  const imports = tokens.flatMap((token, place) => {
    const begins = place === 0 || tokens[place - 1]?.statement !== token.statement;
    if (!begins || token.text !== "from" || !old.test(tokens[place + 1]?.text ?? "")) return [];
    const statement = tokens.filter(({ statement }) => statement === token.statement);
    const last = statement.at(-1);
    return last === undefined || statement.some(({ text }) => text === "as")
      ? []
      : [{ start: token.start, end: last.end }];
  });
  const hasImport = /^from manim import \*/m.test(code);
  return imports.map(({ start, end }, place) => {
    if (place === 0 && !hasImport) return { start, end, text: "from manim import *" };
    const lineEnd = code.indexOf("\n", end);
    const wholeLine =
      code.slice(code.lastIndexOf("\n", start - 1) + 1, start) === "" &&
      lineEnd >= 0 &&
      code.slice(end, lineEnd).trim() === "";
    return { start, end: wholeLine ? lineEnd + 1 : end, text: wholeLine ? "" : "pass" };
  });
}

/** Whether the code was written for ManimGL rather than for Manim Community. */
export function isForManimGl(code: string): boolean {
  return /^\s*(from|import)\s+(manimlib|manimgl|manim_imports_ext|big_ol_pile_of_manim_imports)\b|\bInteractiveScene\b/m.test(
    code,
  );
}
