/** What every stage is given beside its value: how to stop, how to say where it is, and the machine it works on. */
import type PQueue from "p-queue";
import type { SceneState } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import type { Quality, Settings } from "../../../protocol/settings.js";
import type { Author } from "../llm/author.js";
import type { Spent } from "../llm/spent.js";
import type { PlanWishes } from "../llm/prompts/planPrompt.js";
import type { Python } from "../manim/python.js";
import type { RenderCache } from "../manim/renderCache.js";
import type { Bench } from "../manim/workers.js";
import type { Stills } from "../manim/stills.js";
import type { Rewrites } from "../rewrites/rewrites.js";
import type { Attempts } from "../results/attempts.js";
import type { ObjectStorage } from "../storage/objects/objectStorage.js";
import type { VideoFolder } from "../storage/videoFolder.js";
import type { WrittenRecords } from "../storage/writtenRecords.js";

/** How a stage tells what happens; all of it reaches the journal before anyone sees it. */
export interface StageContext {
  signal: AbortSignal;
  /** How much of this stage is done, 0 to 1, and one line on what is being done. */
  report(fraction: number, message: string): void;
  scene(index: number, state: SceneState): void;
  problem(problem: Problem): void;
  spent(spent: Spent, seconds: number): void;
}

/** Says that somebody may still ask the model, so that requests of many scenes and videos can be collected. */
export interface Seat {
  /** Nobody will ask from this seat any more; closing it again does nothing. */
  close(): void;
}

/** What a job works with. */
export interface Workplace {
  topic: string;
  wishes: PlanWishes;
  quality: Quality;
  /** Somebody may be watching: a preview is shown before a better quality is made. */
  preview: boolean;
  settings: Settings;
  author: Author;
  python: Python;
  /** What repaired the same failure before. */
  rewrites: Pick<Rewrites, "solve" | "learn">;
  folder: VideoFolder;
  records: WrittenRecords;
  /** The code of each try at a scene, kept for who wants to compare them. */
  attempts: Pick<Attempts, "add">;
  bench: Bench;
  renders: RenderCache;
  /** Ends the work on one scene, by its place in the plan; absent where nobody can. */
  sceneStop?: (index: number) => AbortSignal;
  /** Where stills of scenes are kept; absent where nobody looks at them. */
  stills?: Stills;
  /** Scenes are drawn by Manim's OpenGL renderer, those that it can draw. */
  gpu?: boolean;
  /** Where the finished files go beside the folder, and whose they are there; absent where no bucket is named. */
  upload?: { job: string; objects: ObjectStorage };
  /** Taken before it is known whether there is something to ask, and left when there is nothing more. */
  takeSeat(): Seat;
  /** Scenes written at the same time; the checks among them wait for their slots. */
  writers: number;
  /** Shared by all jobs: how many scenes are checked or rendered at once on this machine. */
  slots: PQueue;
}
