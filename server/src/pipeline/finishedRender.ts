/** The render of a scene that is there already, by whichever renderer may have drawn it. */
import type { StoryScene } from "../../../protocol/storyboard.js";
import type { CachedRender } from "../manim/renderCache.js";
import type { Workplace } from "./context.js";

export type Renderer = "full" | "opengl";

/** The key under which a renderer's render of this code is kept. */
export function renderKey(place: Workplace, { className }: StoryScene, code: string, renderer: Renderer): string {
  return place.renders.key(code, className, place.quality, place.python.manim, renderer);
}

/** Null when there is none. Where the GPU draws, a scene that it cannot draw has been rendered as usual. */
export async function finishedRender(
  place: Workplace,
  scene: StoryScene,
  code: string,
): Promise<{ key: string; render: CachedRender } | null> {
  for (const renderer of place.gpu === true ? (["opengl", "full"] as const) : (["full"] as const)) {
    const key = renderKey(place, scene, code, renderer);
    const render = await place.renders.get(key);
    if (render !== null) return { key, render };
  }
  return null;
}
