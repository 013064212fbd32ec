/** Stages and counts in the words the user reads in notifications and the status bar. */
import type { Stage } from "../../protocol/job.js";

export const stageWords: Record<Stage, string> = {
  initializing: "Getting ready",
  planning: "Planning the video",
  scenario_creation: "Writing the storyboard",
  code_generation: "Writing and checking scenes",
  rendering: "Rendering scenes",
  combining: "Joining scenes",
  storage: "Saving the video",
  completed: "Finished",
};

export const videos = (count: number): string => (count === 1 ? "1 video" : `${count} videos`);

/** The text with a full stop, unless it ends as a sentence does. */
export function sentence(text: string): string {
  return /[.!?…)]$/.test(text) ? text : `${text}.`;
}
