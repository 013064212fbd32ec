/** Work on one scene that can be ended without ending the others. */
import { problem } from "../../../protocol/problems.js";
import type { StoryScene } from "../../../protocol/storyboard.js";
import type { StageContext, Workplace } from "./context.js";

/** What the work answers, or null when the scene was cancelled, which has then been said unless it is a later step's to say (`quiet`). Rejects as the work does. */
export async function cancellable<T>(
  { index, scene }: { index: number; scene: StoryScene },
  place: Workplace,
  context: StageContext,
  work: (context: StageContext) => Promise<T>,
  manner: "told" | "quiet" = "told",
): Promise<T | null> {
  const stop = place.sceneStop?.(index);
  if (stop === undefined) return work(context);
  const left = (): boolean => stop.aborted && !context.signal.aborted;
  // A cancelled scene's last words would contradict that it was cancelled.
  const inner: StageContext = {
    ...context,
    signal: AbortSignal.any([context.signal, stop]),
    scene: (at, state) => {
      if (!stop.aborted) context.scene(at, state);
    },
    problem: (found) => {
      if (!stop.aborted) context.problem(found);
    },
  };
  try {
    stop.throwIfAborted();
    const done = await work(inner);
    if (!left()) return done;
  } catch (error) {
    if (!left()) throw error;
  }
  if (manner === "quiet") return null;
  context.scene(index, "cancelled");
  const words = `You cancelled “${scene.title}”; the video goes on without it.`;
  context.problem(problem("scene-cancelled", words, { scene: scene.className }));
  return null;
}
