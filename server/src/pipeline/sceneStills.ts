/** Draws a still of each scene once its code runs, where somebody looks on; the video never waits for one. */
import { renderScene } from "../manim/scenes.js";
import type { Workplace } from "./context.js";
import type { ReadyScene } from "./stages/render.js";

/** Below all checks and renders, which wait for the same slots. */
const priority = -1;

export class SceneStills {
  private readonly drawing: Promise<void>[] = [];
  private readonly stop = new AbortController();

  constructor(
    private readonly place: Workplace,
    private readonly told: (index: number, path: string) => void,
    private readonly signal: AbortSignal,
  ) {}

  /** Returns at once. What goes wrong with a still goes wrong with the scene as well, and is said there. */
  draw(ready: ReadyScene): void {
    if (this.place.stills === undefined) return;
    const signals = [
      this.signal,
      this.stop.signal,
      ...(this.place.sceneStop ? [this.place.sceneStop(ready.index)] : []),
    ];
    this.drawing.push(this.one(ready, AbortSignal.any(signals)).catch(() => undefined));
  }

  /** Leaves what is not drawn yet. */
  async close(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.drawing);
  }

  private async one({ index, scene, code }: ReadyScene, signal: AbortSignal): Promise<void> {
    const { stills, python, folder, bench, settings, slots } = this.place;
    if (stills === undefined) return;
    const key = stills.key(code, scene.className, python.manim);
    let path = await stills.get(key);
    if (path === null) {
      const source = { source: code, file: folder.inside(scene.file) };
      const work = () => renderScene(source, scene.className, "low", true, { bench, settings, signal });
      const drawn = await slots.add(work, { signal, priority });
      if (drawn.kind === "failed") return;
      path = await stills.put(key, drawn.path);
    }
    if (!signal.aborted) this.told(index, path);
  }
}
