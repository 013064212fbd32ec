/** The last task of a video: its scenes, brought together from wherever they were rendered, as one video in the storage. */
import type { Job, SceneState, Stage } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import type { StoryScene } from "../../../protocol/storyboard.js";
import type { JobEvent, JobFiles } from "../jobs/journal.js";
import { contextOf, finishVideo } from "../pipeline/pipeline.js";
import { spending } from "../pipeline/spending.js";
import type { SceneVideo } from "../pipeline/stages/render.js";
import type { Entry, Held, RedisJobs } from "./redisJobs.js";
import { bringCode, bringVideo, sharedRender, sharedStoryboard, type SceneTools } from "./sceneTask.js";
import { secondsPerStage } from "./stageSeconds.js";
import { sceneEvents } from "./progress.js";
import type { SharedPlace } from "./workshop.js";

export async function videoTask(
  held: Held,
  { jobs, workshop, writer, signal }: SceneTools & { jobs: RedisJobs },
): Promise<void> {
  await workshop.at(held, writer, signal, async (at) => {
    const { place } = at;
    const storyboard = await sharedStoryboard(at);
    if (storyboard === null) {
      const found = problem("worker-lost", "Too many workers were lost while they planned the video.");
      writer.record({ type: "problem", problem: found });
      writer.record({ type: "finished", status: "failed", message: found.message });
      return;
    }
    const found = await Promise.all(storyboard.scenes.map((scene, index) => videoOf(scene, index, at)));
    const shown = found.filter((video) => video !== null);
    for (const [index, scene] of storyboard.scenes.entries())
      if (found[index] === null) writer.tell((job) => givenUp(job, scene, index));
    if (shown.length === 0) {
      writer.record({ type: "finished", status: "failed", message: "No scene could be rendered" });
      return;
    }
    const record = (event: JobEvent): void => {
      // The paths are this machine's: others find the files by their keys, once they are there.
      if (event.type !== "files") writer.record(event);
      else if (event.objects !== undefined) writer.record({ ...event, files: filesOf(event.objects) });
    };
    const seconds = secondsPerStage(await allEntries(held.job.id, jobs), Date.now());
    const stage = (name: Stage) => contextOf(name, record, spending(record), signal);
    const end = await finishVideo({ storyboard, shown, seconds: () => seconds }, place, record, stage);
    writer.record(end);
  });
}

function filesOf({ video, subtitles, thumbnail, metadata }: Record<string, string>): JobFiles {
  const [captions, rest] = [subtitles ?? null, { video: video ?? null, thumbnail: thumbnail ?? null }];
  return { ...rest, captions, metadata: metadata ?? null };
}

/** The scene as the combining stage wants it; null when it was not rendered. Its code comes with it, for the archive. */
async function videoOf(scene: StoryScene, index: number, at: SharedPlace): Promise<SceneVideo | null> {
  await bringCode(scene, at);
  const render = await sharedRender(scene, at);
  const path = render === null ? null : await bringVideo(scene, at);
  return render === null || path === null ? null : { ...render, path, index, scene };
}

/** A scene that nobody has said anything of has lost every worker that tried it. */
function givenUp(job: Job, { className, title }: StoryScene, index: number): JobEvent[] {
  const state = job.scenes[index]?.state;
  if (state === undefined || over.has(state)) return [];
  const found = problem("worker-lost", `${title}: every worker that tried it was lost.`, { scene: className });
  return [...sceneEvents(job, index, "failed"), { type: "problem", problem: found }];
}

const over: ReadonlySet<SceneState> = new Set(["failed", "cancelled"]);

async function allEntries(id: string, jobs: RedisJobs): Promise<Entry[]> {
  const all: Entry[] = [];
  for (;;) {
    const more = await jobs.entries(id, all.at(-1)?.seq ?? -1);
    if (more.length === 0) return all;
    all.push(...more);
  }
}
