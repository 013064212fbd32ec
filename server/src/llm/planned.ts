/** Makes a storyboard of a planner's answer: what the model chose, with ids, files and class names of our own giving. */
import { Storyboard } from "../../../protocol/storyboard.js";
import { withoutFence } from "./jsonText.js";
import { PlannedVideo } from "./prompts/planPrompt.js";

export type Planned = { ok: true; storyboard: Storyboard } | { ok: false; faults: string[] };

/** Reads the answer's JSON. `faults` name the place and what is wrong there, for the model to correct. */
export function readPlan(answer: string, topic: string): Planned {
  const json = parse(answer);
  if (json === undefined) return { ok: false, faults: ["The answer is not one JSON object."] };
  const video = PlannedVideo.safeParse(json);
  if (!video.success) return { ok: false, faults: faultsOf(video.error) };
  const storyboard = Storyboard.safeParse(toStoryboard(video.data, topic));
  return storyboard.success
    ? { ok: true, storyboard: storyboard.data }
    : { ok: false, faults: faultsOf(storyboard.error) };
}

function toStoryboard(video: PlannedVideo, topic: string): unknown {
  const sceneIds = new Set<string>();
  const scenes = video.scenes.map((scene, index) => {
    const number = String(index + 1).padStart(2, "0");
    const id = unique(slug(scene.title, 40) || `scene-${number}`, sceneIds);
    const beatIds = new Set<string>();
    const beats = scene.beats.map((beat, place) => ({
      ...beat,
      id: unique(slug(beat.id, 40) || `beat-${place + 1}`, beatIds),
    }));
    return {
      id,
      title: scene.title,
      className: className(id),
      file: `scenes/${number}_${id.replaceAll("-", "_")}.py`,
      beats,
    };
  });
  return { version: 1, topic, title: video.title, language: video.language, scenes };
}

/** Lower-case words joined by hyphens; empty when the text has no Latin letter or digit. */
function slug(text: string, longest: number): string {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  return words.slice(0, longest).replace(/-$/, "");
}

function unique(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number += 1) id = `${wanted}-${number}`;
  taken.add(id);
  return id;
}

/** Ends in Scene, so that no class hides one of Manim's own, such as Circle. */
function className(id: string): string {
  const words = id.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = words.join("");
  return `${/^[A-Z]/.test(name) ? name : `The${name}`}Scene`;
}

function faultsOf(error: { issues: readonly { path: PropertyKey[]; message: string }[] }): string[] {
  return error.issues
    .slice(0, 20)
    .map(({ path, message }) => `${path.length > 0 ? `${path.map(String).join(".")}: ` : ""}${message}`);
}

function parse(answer: string): unknown {
  try {
    const value: unknown = JSON.parse(withoutFence(answer));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
