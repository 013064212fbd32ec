/** Shows the jobs of a list on standard error until all have ended. */
import type { Quote } from "../../../protocol/batch.js";
import { isFinal } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import type { CommandAnswer } from "./answer.js";
import { billLines, billOf } from "./bill.js";
import { linesOf } from "./followJob.js";
import { onInterrupt } from "./onInterrupt.js";

/** The end of all jobs of the list as the command's answer, with the bill beside the quote, where there was one. */
export async function followList(
  engine: Engine,
  list: string,
  signal: AbortSignal,
  quote: Quote | null = null,
): Promise<CommandAnswer> {
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
    const bill = await billOf(engine, jobs);
    const done = jobs.filter(({ status }) => isFinal(status)).length;
    const ends = [`${done} of ${jobs.length} videos ended`, ...billLines(bill, quote)];
    const ok = jobs.every(({ status }) => status === "completed");
    return { ok, problems, jobs, ...(quote !== null && { quote }), bill, lines: [...lines, ...ends] };
  } finally {
    left.dispose();
    stop();
  }
}
