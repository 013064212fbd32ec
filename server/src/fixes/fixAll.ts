/** Applies fixes until the scene checks clean, or not at all: what helped only in part is not kept. */
import { errorsOf, type Problem } from "../../../protocol/problems.js";
import { withFix } from "./changes.js";
import type { FixContext } from "./context.js";
import { quickFixes } from "./quickFixes.js";

export type FixedCode =
  /** Nothing had to be done. */
  | { kind: "clean"; problems: Problem[] }
  /** `applied` are the titles of the fixes, in order; `problems` what the check of the new code says, no errors. */
  | { kind: "fixed"; code: string; applied: string[]; problems: Problem[] }
  /** The problems of the code as it is. */
  | { kind: "unfixed"; problems: Problem[] };

/** All problems of a code, as its check gives them. May reject, for example as cancelled. */
export type Check = (code: string) => Promise<Problem[]>;

/** `first` are the problems of the code, when it has been checked before. Each of at most `mostChecks` is a run of the scene. */
export async function fixAll(
  context: FixContext,
  check: Check,
  { first, mostChecks = 40 }: { first?: Problem[]; mostChecks?: number } = {},
): Promise<FixedCode> {
  const problems = first ?? (await check(context.code));
  if (errorsOf(problems).length === 0) return { kind: "clean", problems };
  const seen = new Set([context.code]);
  let checks = 0;

  async function solve(code: string, found: Problem[], applied: string[]): Promise<FixedCode | null> {
    const [problem] = errorsOf(found);
    if (problem === undefined) return { kind: "fixed", code, applied, problems: found };
    for (const fix of quickFixes({ ...context, code }, problem)) {
      const changed = withFix(code, fix);
      if (seen.has(changed)) continue;
      if (checks >= mostChecks) return null;
      seen.add(changed);
      checks += 1;
      const left = await check(changed);
      if (!isGone(problem, left)) continue;
      const solved = await solve(changed, left, [...applied, fix.title]);
      if (solved !== null) return solved;
    }
    return null;
  }

  return (await solve(context.code, problems, [])) ?? { kind: "unfixed", problems };
}

/** Whether another problem, or none, has come in the place of this one. */
function isGone({ code, message, scene, line }: Problem, left: readonly Problem[]): boolean {
  const same = errorsOf(left).filter(
    (other) => other.code === code && other.message === message && other.scene === scene,
  );
  return same.length === 0 || same.every((other) => (other.line ?? 0) > (line ?? 0));
}
