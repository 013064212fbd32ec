/** Problems of a scene's code as a model reads them: the place, the words, the line itself, and what the checker offers. */
import type { Problem } from "../../../../protocol/problems.js";

const mostProblems = 20;

/** A line for each problem and what belongs to it; the rest of very many is counted. */
export function listed(problems: readonly Problem[], lines: readonly string[]): string {
  const shown = problems.slice(0, mostProblems).map((problem) => described(problem, lines));
  const more = problems.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join("\n");
}

/** A problem with its line quoted, what explains it, and the changes the checker itself would offer. */
function described(problem: Problem, lines: readonly string[]): string {
  const place = problem.line === undefined ? "whole file" : `line ${problem.line}`;
  const time = problem.time === undefined ? "" : `, ${problem.time.toFixed(1)} s into the scene`;
  const text = [`- ${place}${time} [${problem.code}]: ${problem.message}`];
  const quote = problem.line === undefined ? undefined : lines[problem.line - 1]?.trim();
  if (quote !== undefined && quote !== "") text.push(`    the line: ${quote}`);
  for (const related of (problem.related ?? []).slice(0, 8)) {
    text.push(`    ${related.line === undefined ? "" : `line ${related.line}: `}${related.message}`);
  }
  for (const fix of problem.fixes ?? []) text.push(`    suggested: ${fix.title}`);
  return text.join("\n");
}
