/** Old idioms that no change of a few words brings to Manim Community: where they are, and what stands for them today. */
import type { RelatedPlace } from "../../../protocol/problems.js";
import { fixOf } from "./changes.js";
import type { FixContext } from "./context.js";
import { latexToTypst } from "./latexObjects.js";

const idioms: readonly { pattern: RegExp; say: string }[] = [
  {
    pattern: /\((?:GraphScene)\)/,
    say: "GraphScene is gone: make axes = Axes(…), draw with axes.plot(…) and use Scene as the base.",
  },
  {
    pattern: /^[ \t]+CONFIG\s*=\s*\{/m,
    say: "Manim Community does not read CONFIG: make its entries attributes of the class, or pass them as arguments.",
  },
  {
    pattern: /\bself\.(?:setup_axes|coords_to_point|get_graph_label|get_riemann_rectangles)\b/,
    say: "This was GraphScene's: call it on an Axes object.",
  },
  { pattern: /\.fix_in_frame\(/, say: "Use self.add_fixed_in_frame_mobjects(…) of a ThreeDScene." },
  { pattern: /\bself\.embed\(/, say: "Manim Community has self.interactive_embed() for its OpenGL renderer alone." },
];

/** Notes for a scene that fails; empty where there is nothing to say. */
export function whatIsLeft(context: FixContext, withLatex: boolean): RelatedPlace[] {
  const { code } = context;
  const notes = idioms.flatMap(({ pattern, say }): RelatedPlace[] => {
    const found = pattern.exec(code);
    return found === null ? [] : [placed(code, found.index, found[0], say)];
  });
  if (!withLatex) return notes;
  const left = latexToTypst(code).left.map(({ line, why }) => ({ line, message: `not changed to Typst: ${why}` }));
  return [...notes, ...left];
}

function placed(code: string, start: number, text: string, message: string): RelatedPlace {
  const lead = /^\s*/.exec(text)?.[0].length ?? 0;
  const edit = fixOf(code, "", [{ start: start + lead, end: start + text.length, text: "" }])?.edits[0];
  if (edit === undefined) return { message };
  const { line, column, endLine, endColumn } = edit;
  return { message, line, column, endLine, endColumn };
}
