/** Rendering: a video for each scene, from the cache where the same code was rendered before. */
import { ProblemError } from "../../../../protocol/problems.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { CachedRender } from "../../manim/renderCache.js";
import { renderScene, type RenderOutcome } from "../../manim/scenes.js";
import type { StageContext, Workplace } from "../context.js";

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
  const outcome = await place.slots.add(() => attempt(ready, place, context, advance), { signal: context.signal });
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

/** A lost worker is no fault of the scene's: it gets one more try. */
async function attempt(
  ready: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
): Promise<RenderOutcome> {
  const { index, scene, code, plays } = ready;
  context.scene(index, "rendering");
  const progress = (animation: number): void => {
    if (plays !== null && plays > 0) advance(Math.min(1, animation / plays));
  };
  const once = (): Promise<RenderOutcome> =>
    renderScene({ source: code, file: place.folder.inside(scene.file) }, scene.className, place.quality, false, {
      bench: place.bench,
      settings: place.settings,
      signal: context.signal,
      progress,
    });
  const first = await once();
  if (first.kind === "failed" && first.problem.code === "cancelled") throw new ProblemError(first.problem);
  return first.kind === "failed" && first.problem.code === "worker-lost" ? once() : first;
}
