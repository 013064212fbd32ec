/** Eight scenes at low quality: ours beside `manim render -a`, in turns within one run. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import PQueue from "p-queue";
import type { Stage } from "../../../protocol/job.js";
import { defaultSettings } from "../../../protocol/settings.js";
import type { JobEvent } from "../../../server/src/jobs/journal.js";
import { renderScene, type Run } from "../../../server/src/manim/scenes.js";
import { realWorkers } from "../../server/realWorkers.js";
import { TestHouse } from "../../server/workplace.js";
import { ManimCli } from "./manimCli.js";
import { now, since, type Took } from "./processorTime.js";
import { boardOf, edited, eightScenes, inOneFile, type BenchScene } from "./sceneSet.js";

/** Runs at once, as on two cores. */
const concurrency = 2;

export interface Round {
  /** Of the machine when the round began: other programs take their part of the cores. */
  load: number;
  manim: Took;
  /** The rendering stage of a job: the same settings as Manim's own. */
  equal: Took;
  /** The whole job: checks, renders, the joined video, thumbnail and contact sheet. */
  job: Took;
  draft: Took;
  /** The whole job again after one scene was edited, for each scene that was. */
  edited: { scene: string; wall: number }[];
  /** The whole job again with nothing to do. */
  unchanged: Took;
}

export async function measureRender(rounds: number, edits: number): Promise<Round[]> {
  const scenes = eightScenes();
  const manim = new ManimCli(scenes.length);
  const measured: Round[] = [];
  try {
    for (let round = 0; round < rounds; round++) {
      const load = loadavg()[0] ?? NaN;
      const theirs = await manim.renderAll(inOneFile(scenes));
      say(`manim render -a: ${seconds(theirs)}`);
      const ours = await job(scenes, round, edits);
      const draft = await drafts(scenes);
      say(`drafts: ${seconds(draft)}`);
      measured.push({ load, manim: theirs, draft, ...ours });
    }
    return measured;
  } finally {
    manim.close();
  }
}

type JobTimes = Pick<Round, "equal" | "job" | "edited" | "unchanged">;

/** A job of the eight scenes on a fresh state, then again after edits, then with nothing to do. */
async function job(scenes: BenchScene[], round: number, edits: number): Promise<JobTimes> {
  const house = new TestHouse();
  try {
    house.author.storyboard = boardOf(scenes);
    house.author.write = (wanted) => scenes.find(({ scene }) => scene.id === wanted.id)?.source ?? "";
    const first = await run(house, scenes.length);
    say(`the rendering of a job: ${seconds(first.rendering)}, the whole job: ${seconds(first.whole)}`);
    const times: JobTimes["edited"] = [];
    for (let edit = 0; edit < edits; edit++) {
      // Each round edits others, so that short and long scenes take part.
      const { scene, source } = scenes[(round * edits + edit) % scenes.length] as BenchScene;
      writeFileSync(house.folder.inside(scene.file), edited(source, round));
      const again = await run(house, 1);
      times.push({ scene: scene.className, wall: again.whole.wall });
      say(`${scene.className} edited: ${seconds(again.whole)}`);
    }
    const unchanged = await run(house, 0);
    say(`nothing edited: ${seconds(unchanged.whole)}`);
    return { equal: first.rendering, job: first.whole, edited: times, unchanged: unchanged.whole };
  } finally {
    await house.close();
  }
}

/** Runs the job once; its rendering lies between the first events of two stages. */
async function run(house: TestHouse, renders: number): Promise<{ whole: Took; rendering: Took }> {
  const passed = new Map<Stage, Took>();
  const told = (event: JobEvent): void => {
    if (event.type === "stage" && !passed.has(event.stage)) passed.set(event.stage, now());
  };
  const begun = now();
  const { job, rendered } = await house.run(new AbortController().signal, told);
  const whole = since(begun);
  if (job.status !== "completed" || rendered.length !== renders)
    throw new Error(`The job is ${job.status} with ${rendered.length} renders: ${JSON.stringify(job.problems)}`);
  return { whole, rendering: since(passed.get("rendering"), passed.get("combining")) };
}

/** The preview path: a cheaper encoder, the same frames. */
async function drafts(scenes: BenchScene[]): Promise<Took> {
  const scratch = mkdtempSync(join(tmpdir(), "drafts-"));
  const { workers } = realWorkers(scratch);
  const signal = new AbortController().signal;
  const run: Run = { bench: workers.bench("bench"), settings: defaultSettings(), signal };
  try {
    // A job's worker is warm when it comes to rendering: its checks have been there.
    await run.bench.request({ op: "hello" }, { signal, bound: 60_000 });
    const queue = new PQueue({ concurrency });
    const begun = now();
    const one = async ({ scene, source }: BenchScene): Promise<void> => {
      const code = { source, file: `/${scene.file}` };
      const outcome = await renderScene(code, scene.className, "low", false, run, { draft: true });
      if (outcome.kind === "failed") throw new Error(outcome.problem.message);
    };
    await queue.addAll(scenes.map((scene) => () => one(scene)));
    return since(begun);
  } finally {
    await workers.releaseAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function seconds({ wall, cpu }: Took): string {
  return `${wall.toFixed(1)} s, ${cpu.toFixed(1)} s of processor time`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
