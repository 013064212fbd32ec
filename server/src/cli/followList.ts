/** Shows the jobs of a list on standard error until all have ended. */
import { isFinal, type Job, type Usage } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import type { CommandAnswer } from "./answer.js";
import { linesOf } from "./followJob.js";
import { onInterrupt } from "./onInterrupt.js";
import { money } from "./quoteLines.js";

/** The end of all jobs of the list as the command's answer. */
export async function followList(engine: Engine, list: string, signal: AbortSignal): Promise<CommandAnswer> {
  const said = new Map<string, string>();
  const stop = engine.onJobChanged((job) => {
    if (job.list !== list || said.get(job.id) === job.message) return;
    said.set(job.id, job.message);
    process.stderr.write(`${String(Math.floor(job.percentage)).padStart(3)} %  ${job.title}: ${job.message}\n`);
  });
  const left = onInterrupt(engine, () => engine.jobsOf(list), signal);
  try {
    const ids = engine.jobsOf(list).map(({ id }) => id);
    const jobs = await Promise.all(ids.map((id) => engine.settled(id, left.signal)));
    const lines = jobs.flatMap((job) => linesOf(job));
    const problems = jobs.flatMap((job) => job.problems);
    return { ok: jobs.every(({ status }) => status === "completed"), problems, jobs, lines: [...lines, billOf(jobs)] };
  } finally {
    left.dispose();
    stop();
  }
}

/** What the list used in all; unknown as soon as one job's price is not known. */
function billOf(jobs: Job[]): string {
  const sum = (of: (usage: Usage) => number): number => jobs.reduce((total, { usage }) => total + of(usage), 0);
  const usd = jobs.every(({ usage }) => usage.usd !== null) ? sum((usage) => usage.usd ?? 0) : null;
  const done = jobs.filter(({ status }) => isFinal(status)).length;
  return `${done} of ${jobs.length} videos ended; billed ${money(usd)} for ${sum((usage) => usage.requests)} requests, ${sum((usage) => usage.tokens.total)} tokens`;
}
