/** The check of a draft that a model runs while it writes. */
import { errorsOf, type Problem } from "../../protocol/problems.js";
import { checkScenes, type Run } from "./manim/scenes.js";
import type { EngineParts } from "./engineParts.js";

/** The errors of this scene; none for code that runs clean. */
export async function draftErrors(
  { slots }: Pick<EngineParts, "slots">,
  run: Run,
  source: string,
  className: string,
  signal: AbortSignal,
): Promise<Problem[]> {
  const code = { source, file: "draft.py" };
  const outcome = await slots.add(() => checkScenes(code, [className], { ...run, signal }), { signal });
  return errorsOf(outcome.problems);
}
