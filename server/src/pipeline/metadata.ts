/** metadata.json: what made this video, from what, and how long it took. */
import type { Stage } from "../../../protocol/job.js";
import type { Storyboard } from "../../../protocol/storyboard.js";
import type { Workplace } from "./context.js";
import type { SceneVideo } from "./stages/render.js";

/** Seconds spent in each stage. */
export class StageClock {
  private readonly entered: { stage: Stage; at: number }[] = [];

  enter(stage: Stage): Stage {
    this.entered.push({ stage, at: performance.now() });
    return stage;
  }

  times(): Partial<Record<Stage, number>> {
    const ends = [...this.entered.slice(1).map(({ at }) => at), performance.now()];
    return Object.fromEntries(
      this.entered.map(({ stage, at }, index) => [stage, Math.round((ends[index] ?? at) - at) / 1000]),
    );
  }
}

/** The content of metadata.json. */
export function metadataOf(
  place: Workplace,
  storyboard: Storyboard,
  scenes: SceneVideo[],
  seconds: Partial<Record<Stage, number>>,
): object {
  const { author, python, quality } = place;
  return {
    generator: "Manim Video",
    topic: storyboard.topic,
    title: storyboard.title,
    made_by: author.provider === "templates" ? "built-in templates, without a model" : author.model,
    provider: author.provider,
    model: author.model,
    template: storyboard.template ?? null,
    quality,
    manim: python.manim,
    python: python.version,
    seconds_per_stage: seconds,
    scenes: scenes.map(({ scene, duration, frames, key }) => ({
      name: scene.className,
      title: scene.title,
      file: scene.file,
      seconds: duration,
      frames,
      content: key,
    })),
    finished_at: new Date().toISOString(),
  };
}
