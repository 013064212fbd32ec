/** Shows a job's progress on standard error until it has ended; an interrupt from the keyboard cancels it. */
import { isFinal, type Job } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import type { CommandAnswer } from "./answer.js";
import { onInterrupt } from "./onInterrupt.js";

/** The job's end as the command's answer. */
export async function followJob(engine: Engine, id: string, signal: AbortSignal): Promise<CommandAnswer> {
  const show = progressLine();
  const stop = engine.onJobChanged((job) => {
    if (job.id === id) show(job);
  });
  const left = onInterrupt(engine, () => [engine.job(id)], signal);
  try {
    const job = await engine.settled(id, left.signal);
    return { ok: job.status === "completed", problems: job.problems, job, lines: linesOf(job) };
  } finally {
    stop();
    left.dispose();
  }
}

/** What a person wants to know of a finished job. */
export function linesOf(job: Job): string[] {
  const lines = [`${job.title}: ${job.message}`];
  if (job.provider === "templates" && job.video !== null)
    lines.push("Made from the built-in templates, without a model.");
  if (job.video !== null) lines.push(job.video);
  if (job.error?.recoverable === true) lines.push(`To go on from its last finished step: jobs resume ${job.id}`);
  return lines;
}

/** On a terminal always the same line; elsewhere a new one when the message changed or five percent have passed. */
function progressLine(): (job: Job) => void {
  let last = "";
  const terminal = process.stderr.isTTY;
  return ({ percentage, stage, message, status }) => {
    const line = `${String(Math.floor(percentage)).padStart(3)} %  ${stage.replace("_", " ")}: ${message}`;
    const what = terminal ? line : `${message} ${Math.floor(percentage / 5)}`;
    if (what === last) return;
    last = what;
    process.stderr.write(terminal ? `\r\x1b[2K${line}${isFinal(status) ? "\n" : ""}` : `${line}\n`);
  };
}
