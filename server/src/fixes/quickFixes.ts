/** All fixes of a problem that need no model, the likeliest first. Pure: nothing is run, nothing is written. */
import type { Problem, TextFix } from "../../../protocol/problems.js";
import { fixOf, withFix, type Change, type Offer } from "./changes.js";
import { cameraFrameChanges } from "./cameraFrame.js";
import type { FixContext } from "./context.js";
import { closingChanges, droppingChanges } from "./cutOff.js";
import { groupOffers } from "./groups.js";
import { latexToTypst } from "./latexObjects.js";
import { fenceChanges } from "./markdown.js";
import { nearNameOffers } from "./nearNames.js";
import { oldFadeChanges } from "./oldFades.js";
import { oldImportChanges } from "./oldImports.js";
import { oldNameChanges } from "./oldNames.js";
import { oneTokenOffers } from "./oneToken.js";
import { playedMethodChanges } from "./playedMethods.js";
import { whatIsLeft } from "./said.js";

/** Those of the worker, which has seen the scene run, and those found here. A fix that changes the same is listed once. */
export function quickFixes(context: FixContext, problem: Problem): TextFix[] {
  const { code } = context;
  const ofWorker = problem.fixes ?? [];
  // A name that Manim has only lacks its import: nothing is as likely as that.
  const imports = ofWorker.filter(({ title }) => title.startsWith("Add `"));
  const offers = [
    ...imports,
    ...fixes(code, [
      { title: "Change old names to those of this Manim", changes: oldIdiomChanges(context, problem) },
      { title: "Use `animate` for the method", changes: playedMethodChanges(code, problem) },
      ...groupOffers(code, problem),
      ...latexOffers(context, problem),
      ...syntaxOffers(code, problem),
    ]),
    ...ofWorker.filter((fix) => !imports.includes(fix)),
    ...fixes(code, nearNameOffers(context, problem)),
  ];
  const seen = new Set([code]);
  return offers.filter((fix) => {
    const changed = withFix(code, fix);
    if (seen.has(changed)) return false;
    seen.add(changed);
    return true;
  });
}

/** The problem with its fixes, and with what cannot be changed safely as related places. */
export function withQuickFixes(context: FixContext, problem: Problem): Problem {
  if (problem.severity !== "error") return problem;
  const fixes = quickFixes(context, problem);
  const notes = whatIsLeft(context, needsTypst(context, problem));
  const related = [...(problem.related ?? []), ...notes];
  return { ...problem, ...(fixes.length > 0 ? { fixes } : {}), ...(related.length > 0 ? { related } : {}) };
}

function fixes(code: string, offers: readonly Offer[]): TextFix[] {
  return offers.flatMap(({ title, changes }) => fixOf(code, title, changes) ?? []);
}

/** What was written for ManimGL or an older Manim, in the whole file: one old name seldom comes alone. */
function oldIdiomChanges(context: FixContext, problem: Problem): Change[] {
  if (problem.code === "syntax-error") return [];
  const { code } = context;
  const latexFirst = !context.latex && context.typst;
  const changes = [
    ...oldImportChanges(code),
    ...oldFadeChanges(context),
    ...cameraFrameChanges(code),
    ...oldNameChanges(context),
  ];
  return latexFirst ? [...latexOfOldNames(context, changes), ...changes] : changes;
}

/** Old names of LaTeX objects become Typst ones at once: their new names would not run either. */
function latexOfOldNames({ code }: FixContext, changes: readonly Change[]): Change[] {
  const isOld = changes.some(({ text }) => text === "MathTex" || text === "Tex");
  return isOld ? latexToTypst(code).changes : [];
}

function needsTypst({ latex, typst }: FixContext, { code }: Problem): boolean {
  return code === "latex-missing" && !latex && typst;
}

function latexOffers(context: FixContext, problem: Problem): Offer[] {
  if (!needsTypst(context, problem)) return [];
  return [{ title: "Use Typst instead of LaTeX", changes: latexToTypst(context.code).changes }];
}

function syntaxOffers(code: string, problem: Problem): Offer[] {
  if (problem.code !== "syntax-error") return [];
  return [
    { title: "Keep the code between the Markdown fences", changes: fenceChanges(code) },
    ...oneTokenOffers(code, problem),
    { title: "Close what is open at the end", changes: closingChanges(code) },
    { title: "Remove the unfinished last statement", changes: droppingChanges(code) },
  ];
}
