/** The preview: the whole video at low quality and cheaply encoded, to be watched while the asked quality is made. */
import { ProblemError } from "../../../../protocol/problems.js";
import type { Quality } from "../../../../protocol/settings.js";
import type { StoryScene } from "../../../../protocol/storyboard.js";
import { combineScenes, renderScene } from "../../manim/scenes.js";
import type { StageContext, Workplace } from "../context.js";
import { finishedRender } from "../finishedRender.js";

/** In the video's folder; gone again once the video is there. */
export const previewFile = "preview.mp4";

/** The part of the rendering stage that the preview takes. */
export const previewShare = 0.2;

interface SceneCode {
  scene: StoryScene;
  code: string;
}

/** Qualities that are worth waiting for with something to watch: a preview of a medium one is not there much sooner. */
const slowQualities: readonly Quality[] = ["high", "4k"];

/** Whether a preview would be there well before the video is. */
export async function previewHelps(ready: SceneCode[], place: Workplace): Promise<boolean> {
  if (!place.preview || !slowQualities.includes(place.quality)) return false;
  const finals = await Promise.all(ready.map(({ scene, code }) => finishedRender(place, scene, code)));
  return finals.includes(null);
}

/** Renders one scene for the preview; null when it fails, which its rendering proper will say. */
export async function draftScene(
  { scene, code }: SceneCode,
  place: Workplace,
  context: StageContext,
): Promise<string | null> {
  const key = place.renders.key(code, scene.className, "low", place.python.manim, "draft");
  const cached = await place.renders.get(key);
  if (cached !== null) return cached.path;
  const source = { source: code, file: place.folder.inside(scene.file) };
  const run = runOf(place, context);
  const outcome = await place.slots.add(
    () => renderScene(source, scene.className, "low", false, run, { draft: true }),
    { signal: context.signal },
  );
  context.signal.throwIfAborted();
  if (outcome.kind === "failed") return null;
  return (await place.renders.put(key, outcome.path, outcome.result)).path;
}

/** Joins the drafts into the folder's preview. Answers whether there is one: the video is made without it as well. */
export async function showPreview(drafts: string[], place: Workplace, context: StageContext): Promise<boolean> {
  if (drafts.length === 0) return false;
  try {
    const { videoPath } = await combineScenes(drafts, runOf(place, context));
    await place.folder.take(previewFile, videoPath);
    return true;
  } catch (error) {
    context.signal.throwIfAborted();
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

function runOf({ bench, settings }: Workplace, { signal }: StageContext) {
  return { bench, settings, signal };
}
