/** Eight real scenes: the first of each of the first eight built-in templates. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StoryScene, Storyboard } from "../../../protocol/storyboard.js";

export interface BenchScene {
  scene: StoryScene;
  source: string;
}

const templates = join("media", "templates");

export function eightScenes(): BenchScene[] {
  return readdirSync(templates)
    .sort()
    .slice(0, 8)
    .map((name, index) => {
      const board = JSON.parse(readFileSync(join(templates, name, "storyboard.json"), "utf8")) as Storyboard;
      const [first] = board.scenes;
      if (first === undefined) throw new Error(`${name} has no scene`);
      const source = readFileSync(join(templates, name, first.file), "utf8");
      return { scene: { ...first, id: name, file: `scenes/0${index + 1}_${name.replaceAll("-", "_")}.py` }, source };
    });
}

/** Their plan as one video. */
export function boardOf(scenes: BenchScene[]): Storyboard {
  return { version: 1, topic: "bench", title: "Bench", language: "en", scenes: scenes.map(({ scene }) => scene) };
}

/** All in one file, as `manim render -a` takes them: each in a function of its own, so that no helper hides another's. */
export function inOneFile(scenes: BenchScene[]): string {
  const parts = scenes.map(({ scene, source }, index) => {
    const body = source
      .split("\n")
      .filter((line) => line !== "from manim import *" && line !== "from __future__ import annotations")
      .map((line) => (line === "" ? "" : `    ${line}`));
    return [
      `def scene_${index}():`,
      ...body,
      `    return ${scene.className}`,
      `${scene.className} = scene_${index}()`,
    ].join("\n");
  });
  return `${["from manim import *", ...parts].join("\n\n\n")}\n`;
}

/** The scene with another title, as a user would change it. */
export function edited(source: string, round: number): string {
  const changed = source.replace(/^TITLE = "(.*)"$/m, `TITLE = "$1 (${round})"`);
  if (changed === source) throw new Error("the scene has no title to change");
  return changed;
}
