/** The only file that knows the order: plan, scenario, code, render, combine, store. Each step finds what is done already. */
import PQueue from "p-queue";
import type { Stage } from "../../../protocol/job.js";
import type { Storyboard } from "../../../protocol/storyboard.js";
import type { JobEvent } from "../jobs/journal.js";
import { cancellable } from "./cancellable.js";
import type { Seat, StageContext, Workplace } from "./context.js";
import { metadataOf, StageClock } from "./metadata.js";
import { SceneStills } from "./sceneStills.js";
import { spending } from "./spending.js";
import { timelineOf } from "./timeline.js";
import { codeScene, type SceneCode } from "./stages/code.js";
import { combine } from "./stages/combine.js";
import { plan } from "./stages/plan.js";
import { draftScene, previewFile, previewHelps, previewShare, showPreview } from "./stages/preview.js";
import { remaining, renderOne, type ReadyScene, type SceneVideo } from "./stages/render.js";
import { scenario } from "./stages/scenario.js";
import { store } from "./stages/store.js";
import { upload, type StoredObjects } from "./stages/upload.js";

type Told = (event: JobEvent) => void;
type RunEnd = Extract<JobEvent, { type: "finished" }>;

/** Makes the video of a workplace; what happens is told to `record`. Throws ProblemError when there can be no video. */
export async function makeVideo(place: Workplace, record: Told, signal: AbortSignal): Promise<RunEnd> {
  const stills = new SceneStills(place, (index, path) => record({ type: "still", index, path }), signal);
  try {
    return await made(place, record, stills, signal);
  } finally {
    await stills.close();
  }
}

async function made(place: Workplace, record: Told, stills: SceneStills, signal: AbortSignal): Promise<RunEnd> {
  const clock = new StageClock();
  const spent = spending(record);
  const at = (stage: Stage): StageContext => contextOf(clock.enter(stage), record, spent, signal);

  const { storyboard, seats } = await planned(place, record, at);
  const codes = await seated(seats, (leave) =>
    eachScene(
      storyboard.scenes,
      place.writers,
      at("code_generation"),
      "Writing and checking scenes",
      async (scene, index, context) => {
        const work = (inner: StageContext): Promise<SceneCode> => codeScene(storyboard, index, place, inner);
        const code = await cancellable({ index, scene }, place, context, work).finally(() => leave(index));
        if (code?.kind === "ready") stills.draw(code);
        return code;
      },
    ),
  );
  const ready = codes.filter((code): code is Extract<SceneCode, { kind: "ready" }> => code?.kind === "ready");
  if (ready.length === 0) return { type: "finished", status: "failed", message: "No scene could be written that runs" };

  const videos = await rendered(ready, place, at("rendering"));
  const shown = videos.filter((video): video is SceneVideo => video !== null);
  if (shown.length === 0) return { type: "finished", status: "failed", message: "No scene could be rendered" };

  return finishVideo({ storyboard, shown, seconds: () => clock.times() }, place, record, at);
}

/** What the last steps of a video are made from. */
export interface Shown {
  storyboard: Storyboard;
  shown: SceneVideo[];
  /** Seconds spent in each stage until now. */
  seconds: () => Partial<Record<Stage, number>>;
}

/** Combines the scenes that can be shown, and stores what there is of the video. */
export async function finishVideo(
  { storyboard, shown, seconds }: Shown,
  place: Workplace,
  record: Told,
  at: (stage: Stage) => StageContext,
): Promise<RunEnd> {
  const { files, inputs } = await combine(shown, place, at("combining"));
  const storing = at("storage");
  const metadata = metadataOf(place, storyboard, shown, seconds());
  const finished = { files, inputs, scenes: shown, timeline: timelineOf(shown), metadata };
  const stored = await store(finished, place, storing);
  // The video can be watched while it is uploaded, and when it cannot be.
  record({ type: "files", files: stored });
  await place.folder.remove(previewFile);
  const objects = await upload(place, storing);
  if (objects !== null) record({ type: "files", files: stored, objects });
  return ended(shown.length, storyboard.scenes.length, objects);
}

/** The plan in the user's folder, and a seat for each scene: they are taken before the planner's is left. */
export async function planned(place: Workplace, record: Told, at: (stage: Stage) => StageContext) {
  const planner = place.takeSeat();
  try {
    const { storyboard, isNew } = await plan(place, at("planning"));
    const context = at("scenario_creation");
    record({ type: "planned", title: storyboard.title, scenes: storyboard.scenes.map(sceneOf) });
    await scenario(storyboard, isNew, place, context);
    return { storyboard, seats: storyboard.scenes.map(() => place.takeSeat()) };
  } finally {
    planner.close();
  }
}

/** The scenes' videos; before them the preview of all, where somebody may watch it. */
async function rendered(ready: ReadyScene[], place: Workplace, context: StageContext): Promise<(SceneVideo | null)[]> {
  const { renderConcurrency } = place.settings;
  const part = (from: number, to: number): StageContext => ({
    ...context,
    report: (fraction, message) => context.report(from + (to - from) * fraction, message),
  });
  let said = "";
  if (await previewHelps(ready, place)) {
    const early = part(0, previewShare);
    const drafts = await eachScene(ready, renderConcurrency, early, "Rendering a preview", (scene, _, inner) =>
      cancellable(scene, place, inner, (own) => draftScene(scene, place, own), "quiet"),
    );
    const there = await showPreview(
      drafts.filter((draft) => draft !== null),
      place,
      early,
    );
    said = there ? `The preview is there (${previewFile}). ` : "";
  }
  const rest = said === "" ? context : part(previewShare, 1);
  const left = await remaining(ready, place);
  return eachScene(ready, renderConcurrency, rest, `${said}Rendering scenes`, (scene, _, inner, advance) =>
    cancellable(scene, place, inner, (own) => renderOne(scene, place, own, advance, left)),
  );
}

/** Runs the work of several seats; whatever happens, none stays taken. */
async function seated<T>(seats: Seat[], work: (leave: (index: number) => void) => Promise<T>): Promise<T> {
  try {
    return await work((index) => seats[index]?.close());
  } finally {
    for (const seat of seats) seat.close();
  }
}

function ended(shown: number, all: number, objects: StoredObjects | null): RunEnd {
  const where = objects === null ? "" : `; the storage has it as ${objects.video}`;
  if (shown === all) return { type: "finished", status: "completed", message: `The video is finished${where}` };
  const message = `The video shows ${shown} of ${all} scenes${where}`;
  return { type: "finished", status: "completed_with_errors", message };
}

type Step<In, Out> = (
  value: In,
  index: number,
  context: StageContext,
  advance: (fraction: number) => void,
) => Promise<Out>;

/** Runs a step for each scene, a few at once; the stage's progress is the mean of the scenes'. The first rejection ends all. */
async function eachScene<In, Out>(
  values: In[],
  concurrency: number,
  context: StageContext,
  what: string,
  step: Step<In, Out>,
): Promise<Out[]> {
  const queue = new PQueue({ concurrency });
  const stop = new AbortController();
  const inner = { ...context, signal: AbortSignal.any([context.signal, stop.signal]) };
  const done = values.map(() => 0);
  const report = (): void =>
    context.report(
      done.reduce((sum, part) => sum + part, 0) / values.length,
      `${what}: ${done.filter((part) => part === 1).length} of ${values.length}`,
    );
  report();
  const one = async (value: In, index: number): Promise<Out> => {
    const advance = (fraction: number): void => {
      done[index] = Math.min(0.99, fraction);
      report();
    };
    const result = await step(value, index, inner, advance);
    done[index] = 1;
    report();
    return result;
  };
  const all = values.map((value, index) => queue.add(() => one(value, index), { signal: inner.signal }));
  try {
    return await Promise.all(all);
  } catch (error) {
    stop.abort();
    await Promise.allSettled(all);
    context.signal.throwIfAborted();
    throw error;
  }
}

/** What a stage is given; `record` is told of the stage at once. */
export function contextOf(stage: Stage, record: Told, spent: StageContext["spent"], signal: AbortSignal): StageContext {
  signal.throwIfAborted();
  let last = "";
  // The journal is written to disk at each event: a hundred steps a stage are enough.
  const report = (fraction: number, message: string): void => {
    const event: JobEvent = { type: "stage", stage, fraction: Math.round(fraction * 100) / 100, message };
    const text = JSON.stringify(event);
    if (text !== last) record(event);
    last = text;
  };
  report(0, openings[stage]);
  return {
    signal,
    report,
    scene: (index, state) => record({ type: "scene", index, state }),
    problem: (problem) => record({ type: "problem", problem }),
    spent,
  };
}

/** What is said while a stage has nothing to say yet. */
const openings: Record<Stage, string> = {
  initializing: "Looking for Manim",
  planning: "Reading the plan",
  scenario_creation: "Preparing the scenes",
  code_generation: "Writing and checking scenes",
  rendering: "Rendering scenes",
  combining: "Combining the scenes",
  storage: "Writing the video",
  completed: "",
};

function sceneOf(scene: { className: string; title: string; file: string }, index: number) {
  return { index, name: scene.className, title: scene.title, file: scene.file };
}
