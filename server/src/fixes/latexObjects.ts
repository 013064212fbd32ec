/** Objects that need LaTeX, made with Typst instead; what cannot be translated safely is left, and said. */
import { tokensOf, type Token } from "../rewrites/pythonTokens.js";
import { callsOf, literalOf, type Call } from "./calls.js";
import type { Change } from "./changes.js";
import { labelChanges } from "./latexLabels.js";
import { typstOf } from "./latexFormula.js";
import { typstTextOf } from "./latexText.js";
import { pythonText } from "./typstLiteral.js";

const formulas = new Set(["MathTex", "TexMobject", "OldTex", "SingleStringMathTex"]);
const texts = new Set(["Tex", "TextMobject", "TexText", "OldTexText"]);
/** Arguments that both kinds take. */
const kept = new Set(
  "font_size color stroke_width stroke_color fill_color fill_opacity stroke_opacity opacity height z_index".split(" "),
);
/** What is there for the parts of LaTeX formulas alone. */
const ofParts =
  /\.(get_parts?_by_tex|set_color_by_tex(_to_color_map)?|index_of_part(_by_tex)?|set_opacity_by_tex|get_tex_string)\b/;

export interface LatexAnswer {
  changes: Change[];
  /** Calls that keep their LaTeX, each with the reason. */
  left: { line: number; why: string }[];
}

/** Every LaTeX object of the file as a Typst one. */
export function latexToTypst(code: string): LatexAnswer {
  const tokens = tokensOf(code);
  const changes: Change[] = [];
  const left: LatexAnswer["left"] = [];
  for (const call of callsOf(tokens, new Set([...formulas, ...texts]))) {
    const found = translated(call, code, tokens);
    if (typeof found === "string") left.push({ line: call.callee.line, why: `${call.callee.text}: ${found}` });
    else changes.push(...found);
  }
  const morphs = tokens.filter(({ text }) => text === "TransformMatchingTex");
  if (left.length === 0)
    changes.push(...morphs.map(({ start, end }) => ({ start, end, text: "TransformMatchingShapes" })));
  const labels = labelChanges(code, tokens);
  for (const call of callsOf(tokens, new Set(["Title", "BulletedList", "Matrix", "IntegerMatrix", "Variable"])))
    left.push({ line: call.callee.line, why: `${call.callee.text} is made with LaTeX and has no twin in Typst` });
  return { changes: [...changes, ...labels], left };
}

/** The changes of one call, or why it is left. */
function translated(call: Call, code: string, tokens: readonly Token[]): Change[] | string {
  const parts = call.arguments.filter(({ name }) => name === null);
  const other = call.arguments.find(({ name }) => name !== null && !kept.has(name));
  if (other !== undefined) return `Typst objects have no argument ${other.name ?? ""}`;
  const literals = parts.map(({ tokens: value }) => literalOf(value, true));
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined || literals.includes(null))
    return "its text is put together while the scene runs";
  const isFormula = formulas.has(call.callee.text);
  const typst = literals.map((latex) => (isFormula ? typstOf(latex ?? "") : typstTextOf(latex ?? "")));
  const unknown = literals.find((_, place) => typst[place] === null);
  if (unknown !== undefined) return `no sure translation of ${JSON.stringify(unknown)}`;
  const indexed = indexedPlaces(call, tokens);
  if (indexed === null || (indexed.length > 0 && !(isFormula && parts.length > 1)))
    return "its parts are used by their number, which counts glyphs in Typst";
  if (ofParts.test(code)) return "its parts are looked for by their LaTeX";
  // Groups of Manim's own keep what the parts were, for select().
  const text =
    indexed.length > 0 ? typst.map((part) => `{{ ${part ?? ""} }}`).join(" ") : typst.join(isFormula ? " " : "");
  return [
    { start: call.callee.start, end: call.callee.end, text: isFormula ? "MathTypst" : "Typst" },
    { start: first.start, end: last.end, text: pythonText(text) },
    ...indexed,
  ];
}

/** `eq[1]` as `eq.select(1)`; null when the parts of the variable are used in another way. */
function indexedPlaces(call: Call, tokens: readonly Token[]): Change[] | null {
  const name = variableOf(call, tokens);
  if (name === null) return tokens[call.last + 1]?.text === "[" ? null : [];
  const changes: Change[] = [];
  for (const [place, token] of tokens.entries()) {
    if (token.text !== name || token.kind !== "name") continue;
    const [open, index, close, after] = tokens.slice(place + 1, place + 5);
    if (tokens[place - 1]?.text === "in" || (tokens[place - 1]?.text === "*" && tokens[place - 2]?.text === "("))
      return null;
    if (open?.text !== "[") continue;
    if (index?.kind !== "number" || close?.text !== "]" || after?.text === "[") return null;
    changes.push({ start: open.start, end: close.end, text: `.select(${index.text})` });
  }
  return changes;
}

/** The plain name that the call is assigned to: `eq = MathTex(…)`, `self.eq = …` counts as `eq`. */
function variableOf({ place }: Call, tokens: readonly Token[]): string | null {
  const [name, sign] = [tokens[place - 2], tokens[place - 1]];
  return sign?.text === "=" && sign.depth === 0 && name?.kind === "name" ? name.text : null;
}
