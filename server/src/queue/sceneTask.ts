/** The task of one scene: write, check, repair, render. What a lost machine has finished of it is found in the storage. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { StoryScene, Storyboard } from "../../../protocol/storyboard.js";
import { PlayMarks } from "../manim/answers.js";
import type { StageContext } from "../pipeline/context.js";
import { spending } from "../pipeline/spending.js";
import { codeScene, planHash } from "../pipeline/stages/code.js";
import { renderOne, type SceneVideo } from "../pipeline/stages/render.js";
import { readStoryboard } from "../storage/storyboardFile.js";
import { hashOf } from "../storage/videoFolder.js";
import { sceneEvents, stageEvent } from "./progress.js";
import type { Held } from "./redisJobs.js";
import type { TaskWriter } from "./taskWriter.js";
import type { SharedPlace, Workshop } from "./workshop.js";

/** What is shared of a render beside its video; `plan` tells whether it is of the plan as it is now. */
const Rendered = z.object({
  plan: z.string(),
  quality: z.string(),
  key: z.string(),
  code: z.string(),
  duration: z.number(),
  frames: z.number(),
  sections: z.array(z.object({ name: z.string(), start: z.number() })),
  timeline: PlayMarks,
});
type Rendered = z.infer<typeof Rendered>;

/** Milliseconds between two reports on how much of a scene is rendered. */
const reportEvery = 1000;

export interface SceneTools {
  workshop: Workshop;
  writer: TaskWriter;
  signal: AbortSignal;
}

export async function sceneTask(held: Held, index: number, { workshop, writer, signal }: SceneTools): Promise<void> {
  await workshop.at(held, writer, signal, async (at) => {
    const storyboard = await sharedStoryboard(at);
    const scene = storyboard?.scenes[index];
    if (storyboard === null || scene === undefined) throw new Error(`the plan has no scene ${index}`);
    if ((await sharedRender(scene, at)) !== null) {
      writer.tell((job) => sceneEvents(job, index, "done"));
      return;
    }
    await bringCode(scene, at);
    const context = contextOf(index, writer, signal);
    const code = await codeScene(storyboard, index, at.place, context);
    if (code.kind === "failed") return;
    const video = await renderOne(code, at.place, context, advancing(index, writer));
    if (video === null) return;
    await share(video, at);
    writer.tell((job) => sceneEvents(job, index, "done"));
  });
}

/** The plan that all tasks of the job work from; null when it was never finished. */
export async function sharedStoryboard({ place }: SharedPlace): Promise<Storyboard | null> {
  const text = await place.folder.bring("storyboard.json");
  if (text === null) return null;
  const read = readStoryboard(text, "storyboard.json");
  return read.kind === "storyboard" ? read.storyboard : null;
}

/** What a machine has rendered of this scene; null when it is not whole, or of another plan. */
export async function sharedRender(scene: StoryScene, { shared, place }: SharedPlace): Promise<Rendered | null> {
  const text = await shared.read(recordOf(scene));
  const parsed = text === null ? null : Rendered.safeParse(JSON.parse(text));
  const found = parsed?.success === true ? parsed.data : null;
  return found?.plan === planHash(scene) && found.quality === place.quality ? found : null;
}

/** Copies a scene's video here; null when it is not in the storage. */
export async function bringVideo(scene: StoryScene, { shared, folder }: SharedPlace): Promise<string | null> {
  const path = join(folder, "renders", `${scene.className}.mp4`);
  return (await shared.fetch(videoOf(scene), path)) ? path : null;
}

/** The code as far as it was written, known for ours: nobody else writes into the storage. */
export async function bringCode(scene: StoryScene, { place }: SharedPlace): Promise<void> {
  const code = await place.folder.bring(scene.file);
  if (code === null) return;
  place.records.set(scene.file, { plan: planHash(scene), code: hashOf(code) });
}

/** The record goes last: without it the video does not count. */
async function share({ scene, path, key, code, ...render }: SceneVideo, { shared, place, folder }: SharedPlace) {
  const { duration, frames, sections, timeline } = render;
  const record: Rendered = {
    ...{ plan: planHash(scene), quality: place.quality, key, code, duration, frames, sections, timeline },
  };
  await shared.put(videoOf(scene), path);
  const local = join(folder, `${scene.className}.json`);
  await writeFile(local, JSON.stringify(record));
  await shared.put(recordOf(scene), local);
}

const videoOf = ({ className }: StoryScene): string => `renders/${className}.mp4`;
const recordOf = ({ className }: StoryScene): string => `renders/${className}.json`;

function contextOf(index: number, writer: TaskWriter, signal: AbortSignal): StageContext {
  const spent = spending((event) => writer.record(event));
  return {
    signal,
    report: (_fraction, message) => writer.tell((job) => [stageEvent(job, undefined, message)]),
    scene: (_index, state) => {
      // It is done for others once its video is where they can get it.
      if (state !== "done") writer.tell((job) => sceneEvents(job, index, state));
    },
    problem: (problem) => writer.record({ type: "problem", problem }),
    spent,
  };
}

function advancing(index: number, writer: TaskWriter): (fraction: number) => void {
  let last = 0;
  return (rendered) => {
    if (Date.now() - last < reportEvery) return;
    last = Date.now();
    writer.tell((job) => [stageEvent(job, { index, rendered })]);
  };
}
