/** "Fix with AI" on a file of the user's: its problems and code go to the model, and a proposal comes back. */
import { errorsOf, problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Storyboard } from "../../../protocol/storyboard.js";
import type { Author } from "../llm/author.js";
import type { Spent } from "../llm/spent.js";
import { checkScenes, type Run, type SceneSource } from "../manim/scenes.js";

export interface ProposedFix {
  text: string;
  /** One line on what the proposal's own check said. */
  summary: string;
  /** What each request to the model used, in order. */
  spent: Spent[];
}

/** Asks until the proposal checks clean or the settings' repairs are used up; the last proposal is given either way. */
export async function proposeFix(
  code: SceneSource,
  scene: string | null,
  author: Author,
  run: Run,
): Promise<ProposedFix> {
  const first = await check(code, scene, run);
  if (first.errors.length === 0) return { text: code.source, summary: "The scene has no problems.", spent: [] };
  const earlier: Problem[][] = [];
  const spent: Spent[] = [];
  const context = { signal: run.signal, report: () => undefined, spent: (usage: Spent) => void spent.push(usage) };
  let [text, errors] = [code.source, first.errors];
  const className = scene ?? first.scene ?? "MainScene";
  while (errors.length > 0 && earlier.length < Math.max(1, run.settings.maxRepairs)) {
    const storyboard = storyboardOf(className);
    const task = { storyboard, scene: storyboard.scenes[0], code: text, problems: errors, earlier };
    const proposal = await author.repair(task, context);
    if (proposal === null)
      throw new ProblemError(problem("key-missing", "Fixing a scene needs a model, and no key is set."));
    earlier.push(errors);
    text = proposal;
    errors = (await check({ ...code, source: text }, scene, run)).errors;
  }
  return {
    text,
    summary: errors[0] === undefined ? "The proposal checks clean." : `The proposal still fails: ${errors[0].message}`,
    spent,
  };
}

async function check(
  code: SceneSource,
  scene: string | null,
  run: Run,
): Promise<{ errors: Problem[]; scene: string | null }> {
  const { scenes, problems } = await checkScenes(code, scene === null ? undefined : [scene], run);
  return { errors: errorsOf(problems), scene: scenes[0]?.name ?? null };
}

/** A scene file of its own has no plan: the repair is told its class and nothing else. */
function storyboardOf(className: string): Storyboard & { scenes: [Storyboard["scenes"][number]] } {
  const beat = { id: "scene", narration: "", shows: "Whatever the code shows; keep it as it is." };
  const scene = { id: "scene", title: className, className, file: "scenes/01_scene.py", beats: [beat] };
  return { version: 1, topic: className, title: className, language: "en", scenes: [scene] };
}
