/** What the eight scenes took, as a part of docs/benchmarks.md. */
import { machine, writePart } from "../page.js";
import type { Round } from "./render.js";

interface Figure {
  name: string;
  /** Times of Manim's by ours, one for each measurement. */
  ratios: number[];
  /** The same of processor time, which other programs of the machine disturb less. */
  processor?: number[];
  goal: number;
  remark?: string;
}

/** The best that two cores can do with what Manim uses: all of its processor time on both, none of it twice. */
export function bound({ manim }: Round): number {
  return (2 * manim.wall) / manim.cpu;
}

export function figures(rounds: Round[]): Figure[] {
  const against = (ours: (round: Round) => number): number[] => rounds.map((round) => round.manim.wall / ours(round));
  const edits = rounds.flatMap((round) => round.edited.map(({ wall }) => round.manim.wall / wall));
  return [
    {
      name: "rendering, equal settings, two at once",
      ratios: against(({ equal }) => equal.wall),
      processor: rounds.map(({ manim, equal }) => manim.cpu / equal.cpu),
      goal: 0.9 * median(rounds.map(bound)),
      remark: `90 % of the bound, ${median(rounds.map(bound)).toFixed(2)}`,
    },
    {
      name: "preview path, two at once",
      ratios: against(({ draft }) => draft.wall),
      processor: rounds.map(({ manim, draft }) => manim.cpu / draft.cpu),
      goal: 2,
    },
    { name: "one scene edited, video rebuilt", ratios: edits, goal: 6 },
    { name: "nothing edited", ratios: against(({ unchanged }) => unchanged.wall), goal: 30 },
  ];
}

export function writeRender(rounds: Round[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const all = figures(rounds);
  const loads = rounds.map(({ load }) => load.toFixed(1)).join(", ");
  const rows = all.map(({ name, ratios, processor, goal, remark }) => {
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    const range = ratios.length === 1 ? "" : ` (${least.toFixed(2)} to ${most.toFixed(2)})`;
    const verdict = median(ratios) >= goal ? "yes" : "**no**";
    return `| ${name} | ${median(ratios).toFixed(2)}${range} | ${goal.toFixed(2)}${remark === undefined ? "" : ` (${remark})`} | ${processor === undefined ? "" : median(processor).toFixed(2)} | ${verdict} |`;
  });
  const took = (name: string, of: (round: Round) => { wall: number; cpu: number }): string =>
    `| ${name} | ${median(rounds.map((round) => of(round).wall)).toFixed(1)} | ${median(rounds.map((round) => of(round).cpu)).toFixed(1)} |`;
  const lines = [
    "## Rendering",
    "",
    `${date}, ${machine()}; at the beginning of each round ${loads}. ${rounds.length} rounds, \`manim render -a -ql --disable_caching\` and ours in turns. The scenes are the`,
    "first of each of eight built-in templates, 480p15. Ours runs in the sandbox; the worker is warm, as the checks of a job come first. A rebuilt video has been",
    "checked, rendered, joined and stored with its thumbnail and contact sheet, and is compared with Manim's rendering alone.",
    "",
    "| | times faster: median (range) | goal | times less processor time | reached |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    "",
    "The bound is what two cores give when they are never idle and each frame costs what it costs Manim. It is only that on a quiet machine: while others have the cores, Manim's",
    "wall time grows and its processor time does not. Ours can pass it where frames cost less: copies share their outlines, held frames are converted once, one thread encodes,",
    "garbage is looked for less often. Medians in seconds:",
    "",
    "| | wall | processor |",
    "| --- | --- | --- |",
    took("manim render -a", ({ manim }) => manim),
    took("rendering, equal settings", ({ equal }) => equal),
    took("preview path", ({ draft }) => draft),
    took("the whole job: checks, rendering, joining, storing", ({ job }) => job),
    took("nothing edited", ({ unchanged }) => unchanged),
  ];
  writePart("manim render", lines.join("\n"), { date, rounds, figures: all, bound: rounds.map(bound) });
  process.stdout.write(`${lines.slice(6).join("\n")}\n`);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}
