/** What was looked up for one scene, as parts of its prompt. It differs between scenes, so it is no part of the system prompt. */
import { quoted } from "./task.js";

/** Said once instead of with each class that is listed. */
const commonArguments =
  "What is drawn also takes color, fill_color, fill_opacity, stroke_color, stroke_opacity, stroke_width and z_index; " +
  "animations also take run_time and rate_func.";

export interface SceneMaterial {
  /** Signatures of the installed Manim, a line each; empty for none. */
  api: string;
  /** Whole scenes in fences; empty for none. */
  examples: string;
}

export const noMaterial: SceneMaterial = { api: "", examples: "" };

/** Parts for a prompt; none where nothing was found. */
export function materialParts({ api, examples }: SceneMaterial): string[] {
  const parts: string[] = [];
  if (api !== "")
    parts.push(
      `From the installed Manim itself, so these signatures are right. Much else exists as well. ${commonArguments}`,
      quoted("api", api),
    );
  if (examples !== "")
    parts.push(
      "Scenes of other videos that run on this Manim. Take their manner, not their content; the class, the sections and the first line are those that are asked for here.",
      quoted("examples", examples),
    );
  return parts;
}
