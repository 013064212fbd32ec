/** Asks for the Python file of one scene of a storyboard. What never changes is in `manimSystem`. */
import type { Storyboard, StoryScene } from "../../../../protocol/storyboard.js";
import { materialParts, noMaterial, type SceneMaterial } from "./material.js";
import { beatSeconds } from "./pacing.js";
import { quoted, sealed } from "./task.js";

/** The prompt for a scene that has no code yet. `faults` are those of a first answer that was not a scene. */
export function scenePrompt(
  storyboard: Storyboard,
  scene: StoryScene,
  faults: readonly string[] = [],
  material: SceneMaterial = noMaterial,
): string {
  const parts = [
    "Write the Manim code of one scene of this video.",
    quoted("storyboard", outline(storyboard, scene)),
    quoted("scene", sceneBrief(storyboard, scene)),
    ...materialParts(material),
    demands(scene),
  ];
  if (faults.length > 0)
    parts.push(`A first answer could not be used:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
  return sealed(parts, "scene", sceneLines(scene));
}

/** Names what the answer must define; last in the prompt, with the request's id. */
export function sceneLines(scene: StoryScene): Record<string, string> {
  return { Class: scene.className, Beats: scene.beats.map((beat) => beat.id).join(", ") };
}

/** Everything the plan says of one scene, with the seconds that each beat lasts. */
export function sceneBrief(storyboard: Storyboard, scene: StoryScene): string {
  const beats = scene.beats.map((beat) => {
    // Code that was written without a plan has a beat that says nothing; its timing is its own.
    const timed = beat.narration.trim() !== "" || beat.duration !== undefined;
    return timed ? { ...beat, duration: beatSeconds(beat, storyboard.language) } : beat;
  });
  return JSON.stringify({ title: scene.title, className: scene.className, beats }, null, 1);
}

/** The other scenes in a line each, so that symbols and colours agree without their code. */
function outline(storyboard: Storyboard, current: StoryScene): string {
  const scenes = storyboard.scenes.map((scene, index) => {
    const said = scene.beats.map((beat) => beat.narration).join(" ");
    const here = scene.id === current.id ? " (this scene)" : "";
    return `${index + 1}. ${scene.title}${here}: ${said.length > 400 ? `${said.slice(0, 399)}…` : said}`;
  });
  return [`Title: ${storyboard.title}`, `Language of all texts on screen: ${storyboard.language}`, ...scenes].join(
    "\n",
  );
}

function demands(scene: StoryScene): string {
  const sections = scene.beats.map((beat) => `self.next_section("${beat.id}")`).join(", ");
  return [
    `The file defines class ${scene.className}(Scene), with these sections in this order: ${sections}.`,
    "`duration` is how many seconds a beat lasts. `narration` is spoken and shown as a caption outside the picture: do not put it on screen.",
    "`shows` says what is seen; `points`, `formulas`, `plots` and `table` are shown as they are given, correct and complete.",
    "Check every number before you write it.",
  ].join("\n");
}
