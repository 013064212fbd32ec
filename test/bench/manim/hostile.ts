/** Every hostile scene on real workers: how each ended, and what was touched. */
import { allAttacks } from "../../fixtures/hostile/all.js";
import { HostileRig, type Outcome } from "../../fixtures/hostile/rig.js";
import { machine, writePart } from "../page.js";

export async function runHostile(): Promise<void> {
  const rig = new HostileRig();
  const outcomes: Outcome[] = [];
  try {
    await rig.open();
    for (const attack of allAttacks) {
      const outcome = await rig.run(attack);
      outcomes.push(outcome);
      const verdict = outcome.touched.length === 0 ? outcome.codes.join(", ") || "ran to its end" : "TOUCHED";
      process.stderr.write(`${outcome.seconds.toFixed(1)} s ${attack.kind}: ${attack.name}: ${verdict}\n`);
    }
  } finally {
    await rig.close();
  }
  report(outcomes);
  process.exitCode = outcomes.some(({ touched }) => touched.length > 0) ? 1 : 0;
}

function report(outcomes: Outcome[]): void {
  const date = new Date().toISOString().slice(0, 10);
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))];
  const rows = kinds.map((kind) => {
    const all = outcomes.filter((outcome) => outcome.kind === kind);
    const ends = new Map<string, number>();
    for (const { codes } of all)
      ends.set(codes[0] ?? "ran to its end", (ends.get(codes[0] ?? "ran to its end") ?? 0) + 1);
    const told = [...ends].map(([code, count]) => `${code} ${count}`).join(", ");
    const slowest = Math.max(...all.map(({ seconds }) => seconds)).toFixed(1);
    return `| ${kind} | ${all.length} | ${told} | ${slowest} | ${all.filter(({ touched }) => touched.length > 0).length} |`;
  });
  const failed = outcomes.filter(({ touched }) => touched.length > 0);
  const lines = [
    "## Hostile scenes",
    "",
    `${date}, ${machine()}. ${outcomes.length} scenes, each on a real worker in its sandbox, with the modules it wants allowed, two seconds and 512 MB, while`,
    "another job's scene is checked. After each: both jobs' next checks come out clean, no process is left, and the home folder, the other job's file, the worker's code, the",
    "key in the backend's environment and a listening port are as they were.",
    "",
    "| kind | scenes | how they ended | slowest, s | with something touched |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    ...failed.map(({ kind, name, touched }) => `\n${kind}, ${name}: ${touched.join("; ")}`),
  ];
  writePart("manim hostile", lines.join("\n"), { date, outcomes });
  process.stdout.write(`${lines.slice(6).join("\n")}\n`);
}
