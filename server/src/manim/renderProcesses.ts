/** How many processes may draw one scene at once: those that no other scene needs. */
import { availableParallelism } from "node:os";
import type PQueue from "p-queue";
import type { Quality, Settings } from "../../../protocol/settings.js";
import { renderScene, type RenderOutcome, type RenderWishes, type Run, type SceneSource } from "./scenes.js";

/** What is free when a scene starts. */
export interface Room {
  /** Scenes of the same job that are not rendered yet, with this one. */
  left: number;
  settings: Pick<Settings, "renderConcurrency">;
  /** All checks and renders of this machine; this one is running among them. */
  slots: Pick<PQueue, "concurrency" | "pending" | "size">;
}

/**
 * Processes that may draw the scene that is about to start, at least 1. Never more than the scenes that may be rendered
 * at once, nor than there are cores free; of small frames, which are drawn as quickly as they are gone through, always 1.
 */
export function renderProcesses(
  quality: Quality,
  { left, settings, slots }: Room,
  cores = availableParallelism(),
): number {
  if (quality === "low" || slots.size > 0) return 1;
  const mine = Math.floor(Math.min(settings.renderConcurrency, cores) / Math.max(1, left));
  const free = Math.min(cores, slots.concurrency) - slots.pending + 1;
  return Math.max(1, Math.min(mine, free));
}

/** Renders a scene that is asked for by itself, with all that the machine has free. */
export function renderAlone(
  slots: PQueue,
  code: SceneSource,
  scene: string,
  quality: Quality,
  still: boolean,
  run: Run,
  wishes: RenderWishes,
): Promise<RenderOutcome> {
  const alone = { left: 1, settings: run.settings, slots };
  const work = (): Promise<RenderOutcome> =>
    renderScene(code, scene, quality, still, run, { ...wishes, processes: renderProcesses(quality, alone) });
  return slots.add(work, { signal: run.signal });
}
