/** How far the scenes of a video are when many machines work on them: from their states alone. */
import { stages, type Job, type SceneState, type Stage } from "../../../protocol/job.js";
import type { JobEvent } from "../jobs/journal.js";

/** How much of its code a scene has. */
const coded: Record<SceneState, number> = {
  ...{ planned: 0, writing: 0.1, written: 0.4, checking: 0.5, repairing: 0.6, checked: 1 },
  ...{ rendering: 1, done: 1, failed: 1, cancelled: 1 },
};
const settled: ReadonlySet<SceneState> = new Set(["done", "failed", "cancelled"]);

/** The scene's new state, and the stage that the whole video is in with it. */
export function sceneEvents(job: Job, index: number, state: SceneState): JobEvent[] {
  const scenes = job.scenes.map((scene) => (scene.index === index ? { ...scene, state } : scene));
  return [{ type: "scene", index, state }, stageEvent({ ...job, scenes })];
}

/** `own` is how much of a scene's rendering is done, 0 to 1; its machine alone knows. `message` goes before the usual one. */
export function stageEvent(job: Job, own?: { index: number; rendered: number }, message?: string): JobEvent {
  const { scenes } = job;
  const mean = (part: (scene: Job["scenes"][number]) => number): number =>
    scenes.reduce((sum, scene) => sum + part(scene), 0) / Math.max(1, scenes.length);
  const code = mean(({ state }) => coded[state]);
  const rendered = mean(({ index, state }) => {
    if (settled.has(state)) return 1;
    return own?.index === index ? own.rendered : 0;
  });
  const count = (done: (state: SceneState) => boolean): number => scenes.filter(({ state }) => done(state)).length;
  const of = `of ${scenes.length}`;
  // Scenes that a lost machine leaves behind may begin again; the stage does not.
  return code === 1 || atLeast(job.stage, "rendering")
    ? stage("rendering", rendered, message ?? `Rendering scenes: ${count((state) => settled.has(state))} ${of}`)
    : stage("code_generation", code, message ?? `Writing and checking scenes: ${count((s) => coded[s] === 1)} ${of}`);
}

function stage(name: Stage, fraction: number, message: string): JobEvent {
  return { type: "stage", stage: name, fraction: Math.round(fraction * 100) / 100, message };
}

const atLeast = (stage: Stage, other: Stage): boolean => stages.indexOf(stage) >= stages.indexOf(other);
