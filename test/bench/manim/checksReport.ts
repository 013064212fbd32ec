/** What edits and first checks took, as a part of docs/benchmarks.md. */
import { machine, writePart } from "../page.js";
import type { Edit, FirstCheck } from "./checks.js";
import { longest } from "./dryRun.js";
import { median } from "./renderReport.js";

/** What users are promised (design, section 9); a figure three times as bad ends the bench with 1. */
const goals = { problem: 0.1, slowest: 0.5, ratio: 100, first: 5, frame: 0.2, agreement: 0.98 };

export function writeChecks({ first, edits }: { first: FirstCheck[]; edits: Edit[] }): void {
  const of = (value: (edit: Edit) => number): number => median(edits.map(value));
  const slowest = percentile(
    edits.map(({ problem }) => problem),
    0.95,
  );
  const agreement = edits.filter(({ agrees }) => agrees).length / edits.length;
  const [problem, frame] = [of((edit) => edit.problem), of((edit) => edit.frame)];
  const ratio = of((edit) => edit.dryRun / edit.problem);
  const ended = edits.filter(({ dryRun }) => dryRun >= longest);
  const exact = ended.every((edit) => edit.dryRun / edit.problem >= ratio);
  const firstRatio = median(first.map(({ first: ours, dryRun }) => dryRun / ours));
  const row = (name: string, value: string, goal: string, reached: boolean): string =>
    `| ${name} | ${value} | ${goal} | ${reached ? "yes" : "**no**"} |`;
  const date = new Date().toISOString().slice(0, 10);
  const lines = [
    "## Checks while typing",
    "",
    `${date}, ${machine()}. ${first.length} scenes of ${Math.min(...first.map(({ lines }) => lines))} to ${Math.max(...first.map(({ lines }) => lines))} lines; a fault at 20, 50 and 90 % of each, ${edits.length} edits. From the change of the document to the`,
    `diagnostics that name the fault, the wait after a key stroke (check.delay) included; beside \`manim render --dry_run\` of the same text, which is ended after ${longest} s and counts as that long: ${ended.length} of the ${edits.length} were, ${exact ? "all of them above the median ratio, which is exact therefore" : "so the median ratio is a lower bound"}. A fault near the beginning ends it in little more than what loading Manim takes. Waking a snapshot is a fork of a large process, and the text is read anew in it: that alone is more than a hundredth of such a run. The edits of a scene follow one another, as in typing: this virtual machine gives free memory back to its host within seconds, and an edit after a pause takes up to twice as long.`,
    "",
    "| | measured | goal | reached |",
    "| --- | --- | --- | --- |",
    row("edit to its problem, median", seconds(problem), `≤ ${goals.problem} s`, problem <= goals.problem),
    row("95 % of edits within", seconds(slowest), `≤ ${goals.slowest} s`, slowest <= goals.slowest),
    row("times faster than the dry run, median", ratio.toFixed(0), `≥ ${goals.ratio}`, ratio >= goals.ratio),
    row("first check, times faster, median", firstRatio.toFixed(1), `≥ ${goals.first}`, firstRatio >= goals.first),
    row("edit to the frame at the cursor (480p), median", seconds(frame), `≤ ${goals.frame} s`, frame <= goals.frame),
    row("same line as the dry run", `${(agreement * 100).toFixed(0)} %`, "≥ 98 %", agreement >= goals.agreement),
    "",
    `Beside it, medians: all problems of the scene ${seconds(of((edit) => edit.verdict))}, its dry run ${seconds(of((edit) => edit.dryRun))}, its first check ${seconds(median(first.map(({ first: ours }) => ours)))}.`,
    "",
    "| edit at | problem | frame | dry run |",
    "| --- | --- | --- | --- |",
    ...[...new Set(edits.map(({ part }) => part))].map((part) => {
      const here = edits.filter((edit) => edit.part === part);
      const at = (value: (edit: Edit) => number): string => seconds(median(here.map(value)));
      return `| ${part * 100} % | ${at((edit) => edit.problem)} | ${at((edit) => edit.frame)} | ${at((edit) => edit.dryRun)} |`;
    }),
  ];
  writePart("manim checks", lines.join("\n"), { date, first, edits });
  process.stdout.write(`${lines.slice(4).join("\n")}\n`);
  const within = problem <= 3 * goals.problem && slowest <= 3 * goals.slowest && frame <= 3 * goals.frame;
  if (!within || ratio < goals.ratio / 3 || firstRatio < goals.first / 3) process.exitCode = 1;
}

const seconds = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} s`;

function percentile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? NaN;
}
