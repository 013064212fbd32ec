/** Rendering: a video for each scene, from the cache where the same code was rendered before. */
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import type { CachedRender } from "../../manim/renderCache.js";
import { renderProcesses } from "../../manim/renderProcesses.js";
import { renderScene, type RenderOutcome, type RenderWishes } from "../../manim/scenes.js";
import type { StageContext, Workplace } from "../context.js";
import { finishedRender, renderKey } from "../finishedRender.js";
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

/** What of a job is still to be rendered: who has no scene to draw any more can help with the last ones. */
export interface Remaining {
  scenes: number;
}

/** Counts the scenes that have no render yet. */
export async function remaining(ready: ReadyScene[], place: Workplace): Promise<Remaining> {
  const there = await Promise.all(ready.map(({ scene, code }) => finishedRender(place, scene, code)));
  return { scenes: there.filter((one) => one === null).length };
}

/** Renders one scene; null when it fails, which has then been said. `advance` tells how much of it is done, 0 to 1. */
export async function renderOne(
  ready: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
  left: Remaining = { scenes: Infinity },
): Promise<SceneVideo | null> {
  const { index, scene, code } = ready;
  const there = await finishedRender(place, scene, code);
  if (there !== null) {
    context.scene(index, "done");
    return { ...there.render, index, scene, key: there.key, code };
  }
  const drawn = place.gpu === true ? await byGpu(ready, place, context, advance) : null;
  const wishes = (): RenderWishes => ({
    processes: renderProcesses(place.quality, { ...place, left: left.scenes }),
  });
  const work = () => attempt(ready, place, context, advance, wishes());
  const outcome = drawn ?? (await onWorker(place, work, context.signal, mayPass));
  left.scenes -= 1;
  if (outcome.kind === "failed") {
    context.signal.throwIfAborted();
    context.problem(outcome.problem);
    context.scene(index, "failed");
    return null;
  }
  const key = renderKey(place, scene, code, drawn === null ? "full" : "opengl");
  const kept = await place.renders.put(key, outcome.path, outcome.result);
  context.scene(index, "done");
  return { ...kept, index, scene, key, code };
}

/** Null when the scene has something that Manim's OpenGL renderer does not know, which is then said. */
async function byGpu(
  ready: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
): Promise<RenderOutcome | null> {
  const work = () => attempt(ready, place, context, advance, { opengl: true });
  const outcome = await onWorker(place, work, context.signal);
  if (outcome.kind === "rendered") return outcome;
  context.signal.throwIfAborted();
  const { className } = ready.scene;
  const why = outcome.problem.message;
  context.problem(problem("gpu-unsuited", `${className} is rendered without the GPU: ${why}`, { scene: className }));
  return null;
}

async function attempt(
  { index, scene, code, plays }: ReadyScene,
  place: Workplace,
  context: StageContext,
  advance: (fraction: number) => void,
  wishes: RenderWishes,
): Promise<{ outcome: RenderOutcome; problem: Problem | null }> {
  context.scene(index, "rendering");
  const progress = (animation: number): void => {
    if (plays !== null && plays > 0) advance(Math.min(1, animation / plays));
  };
  const source = { source: code, file: place.folder.inside(scene.file) };
  const run = { bench: place.bench, settings: place.settings, signal: context.signal, progress };
  const outcome = await renderScene(source, scene.className, place.quality, false, run, wishes);
  if (outcome.kind === "rendered") return { outcome, problem: null };
  if (outcome.problem.code === "cancelled") throw new ProblemError(outcome.problem);
  return { outcome, problem: outcome.problem };
}
