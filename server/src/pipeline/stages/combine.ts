/** Combining: one video of all scenes that could be shown, unless the folder's video was made from just these. */
import { ProblemError, type Problem } from "../../../../protocol/problems.js";
import { combineScenes, type CombinedFiles } from "../../manim/scenes.js";
import { hashOf } from "../../storage/videoFolder.js";
import { OutputRecord } from "../../storage/writtenRecords.js";
import type { StageContext, Workplace } from "../context.js";
import { mayPass, onWorker } from "../recovery.js";

export interface SceneInput {
  path: string;
  key: string;
}

/** `files` is null when the video in the folder stands. */
export interface Combined {
  inputs: string;
  files: CombinedFiles | null;
}

const outputs = ["video.mp4", "thumbnail.png", "contact-sheet.png"];

export async function combine(scenes: SceneInput[], place: Workplace, context: StageContext): Promise<Combined> {
  const inputs = hashOf(JSON.stringify(scenes.map(({ key }) => key)));
  if (place.records.get("video", OutputRecord)?.inputs === inputs && (await allThere(place)))
    return { inputs, files: null };
  context.report(0, `Combining ${scenes.length} scenes`);
  const run = { bench: place.bench, settings: place.settings, signal: context.signal };
  const paths = scenes.map(({ path }) => path);
  const joined = async (): Promise<{ outcome: CombinedFiles | ProblemError; problem: Problem | null }> => {
    try {
      return { outcome: await combineScenes(paths, run), problem: null };
    } catch (error) {
      if (!(error instanceof ProblemError) || !mayPass(error.problem)) throw error;
      return { outcome: error, problem: error.problem };
    }
  };
  const files = await onWorker(place, joined, context.signal, ({ code }) => code === "combine-failed");
  if (files instanceof ProblemError) throw files;
  return { inputs, files };
}

async function allThere({ folder }: Workplace): Promise<boolean> {
  const found = await Promise.all(outputs.map((name) => folder.has(name)));
  return found.every((there) => there);
}
