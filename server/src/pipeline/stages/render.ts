/** Rendering: a video for each scene, from the cache where the same code was rendered before. */
import { ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { CachedRender } from "../../manim/renderCache.js";
import { renderScene, type RenderOutcome } from "../../manim/scenes.js";
import type { StageContext, Workplace } from "../context.js";
import { mayPass, onWorker } from "../recovery.js";

export interface ReadyScene {
  index: number;
  scene: StoryScene;
  code: string;
  /** How many animations the check counted, where it ran. */
  plays: number | null;
}

export interface SceneVideo extends CachedRender {
  index: number;
  scene: StoryScene;
  /** The key of the render cache: the content that was rendered. */
  key: string;
  /** The text that was rendered. */
  code: string;
}

/** Renders one scene; null when it fails, which has then been said. `advance` tells how much of it is done, 0 to 1. */
export async function renderOne(
  ready: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
): Promise<SceneVideo | null> {
  const { index, scene, code } = ready;
  const key = place.renders.key(code, scene.className, place.quality, place.python.manim);
  const cached = await place.renders.get(key);
  if (cached !== null) {
    context.scene(index, "done");
    return { ...cached, index, scene, key, code };
  }
  const outcome = await onWorker(place, () => attempt(ready, place, context, advance), context.signal, mayPass);
  if (outcome.kind === "failed") {
    context.signal.throwIfAborted();
    context.problem(outcome.problem);
    context.scene(index, "failed");
    return null;
  }
  const kept = await place.renders.put(key, outcome.path, outcome.result);
  context.scene(index, "done");
  return { ...kept, index, scene, key, code };
}

async function attempt(
  { index, scene, code, plays }: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
): Promise<{ outcome: RenderOutcome; problem: Problem | null }> {
  context.scene(index, "rendering");
  const progress = (animation: number): void => {
    if (plays !== null && plays > 0) advance(Math.min(1, animation / plays));
  };
  const source = { source: code, file: place.folder.inside(scene.file) };
  const run = { bench: place.bench, settings: place.settings, signal: context.signal, progress };
  const outcome = await renderScene(source, scene.className, place.quality, false, run);
  if (outcome.kind === "rendered") return { outcome, problem: null };
  if (outcome.problem.code === "cancelled") throw new ProblemError(outcome.problem);
  return { outcome, problem: outcome.problem };
}
