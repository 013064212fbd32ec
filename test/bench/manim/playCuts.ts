/** One long scene at high quality: drawn by one process, and cut between its plays and drawn by as many as there are cores. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../../protocol/settings.js";
import { renderScene, type Run } from "../../../server/src/manim/scenes.js";
import { realWorkers } from "../../server/realWorkers.js";
import { machine, writePart } from "../page.js";
import { now, since, type Took } from "./processorTime.js";

/** 45.5 s of video, 28 plays. */
const file = "media/templates/pythagoras/scenes/02_rearrangement.py";
const scene = "Rearrangement";

interface Cut extends Took {
  processes: number;
  stretches: number;
  frames: number;
}

export async function measurePlayCuts(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), "cuts-"));
  const { workers } = realWorkers(scratch);
  const signal = new AbortController().signal;
  const run: Run = { bench: workers.bench("bench"), settings: defaultSettings(), signal };
  try {
    await run.bench.request({ op: "hello" }, { signal, bound: 60_000 });
    const videos: Buffer[] = [];
    const measured: Cut[] = [];
    for (const processes of [1, Math.max(2, availableParallelism())]) {
      const begun = now();
      const code = { source: readFileSync(file, "utf8"), file: `/${file}` };
      const outcome = await renderScene(code, scene, "high", false, run, { processes });
      if (outcome.kind === "failed") throw new Error(outcome.problem.message);
      const { stretches = 0, frames } = outcome.result;
      measured.push({ ...since(begun), processes, stretches, frames });
      videos.push(readFileSync(outcome.path));
    }
    const [whole, cut] = measured as [Cut, Cut];
    if (cut.stretches < 2) throw new Error("the scene was not cut");
    write(whole, cut, videos[0]?.equals(videos[1] ?? Buffer.alloc(0)) === true);
  } finally {
    await workers.releaseAll();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function write(whole: Cut, cut: Cut, same: boolean): void {
  const date = new Date().toISOString().slice(0, 10);
  const row = (name: string, { wall, cpu, stretches }: Cut): string =>
    `| ${name} | ${wall.toFixed(1)} | ${cpu.toFixed(1)} | ${String(stretches)} |`;
  const lines = [
    "## One long scene, cut by its plays",
    "",
    `${date}, ${machine()}. \`${file}\`: ${(whole.frames / 60).toFixed(1)} s of video at 1080p60, warm worker, one render of each.`,
    "",
    "| | seconds | processor seconds | stretches |",
    "| --- | --- | --- | --- |",
    row("one process", whole),
    row(`${String(cut.processes)} processes`, cut),
    "",
    `**${(whole.wall / cut.wall).toFixed(2)} times faster** for ${(cut.cpu / whole.cpu).toFixed(2)} times the processor time; the two files are ${same ? "the same, byte for byte" : "**not the same**"}.`,
    "",
    "A single process already encodes beside its drawing and so keeps up to two cores busy: on two cores a cut gains little. More cores were not measured.",
    "The scene's own process goes through every frame without drawing it, which bounds the gain: that was 14 % of the drawing in this scene, 31 % in a",
    "transformed grid (`linear-maps/01_grid`). A stretch is at least 30 drawn frames of 1080p, so a scene with fewer is not cut, and scenes at low quality",
    "never are: going through such a frame costs nearly what drawing it does.",
  ];
  writePart("manim plays", lines.join("\n"), { date, whole, cut, same });
  process.stdout.write(`${lines.slice(4).join("\n")}\n`);
}
