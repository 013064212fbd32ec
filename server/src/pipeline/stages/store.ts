/** Storage: the finished files in the user's folder. */
import { chaptersFile, timelineFile, type Timeline } from "../../../../protocol/timeline.js";
import { chaptersOf, cuesOf, srtOf, vttOf, type RenderedScene } from "../../captions/captions.js";
import type { CombinedFiles } from "../../manim/scenes.js";
import type { StageContext, Workplace } from "../context.js";

export interface Finished {
  /** From the combining stage; null when the video in the folder stands. */
  files: CombinedFiles | null;
  inputs: string;
  scenes: RenderedScene[];
  timeline: Timeline;
  metadata: object;
}

export interface StoredFiles {
  video: string;
  captions: string;
  thumbnail: string;
  metadata: string;
}

/** Writes everything, the record of the video last; answers absolute paths. */
export async function store(
  { files, inputs, scenes, timeline, metadata }: Finished,
  place: Workplace,
  context: StageContext,
): Promise<StoredFiles> {
  const { folder, records } = place;
  context.report(0, "Writing the video");
  if (files !== null) {
    records.remove("video");
    await folder.take("thumbnail.png", files.thumbnailPath);
    await folder.take("contact-sheet.png", files.contactSheetPath);
    await folder.take("video.mp4", files.videoPath);
    records.set("video", { inputs });
  }
  const cues = cuesOf(scenes);
  await folder.write("captions.srt", srtOf(cues));
  await folder.write("captions.vtt", vttOf(cues));
  await folder.write(chaptersFile, vttOf(chaptersOf(timeline)));
  await folder.write(timelineFile, JSON.stringify(timeline) + "\n");
  await folder.write("metadata.json", JSON.stringify(metadata, null, 2) + "\n");
  const path = (name: string): string => folder.inside(name);
  return {
    video: path("video.mp4"),
    captions: path("captions.srt"),
    thumbnail: path("thumbnail.png"),
    metadata: path("metadata.json"),
  };
}
