/** Shows a job's progress on standard error until it has ended; an interrupt from the keyboard cancels it. */
import type { Job } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import type { CommandAnswer } from "./answer.js";

/** The job's end as the command's answer. */
export async function followJob(engine: Engine, id: string, signal: AbortSignal): Promise<CommandAnswer> {
  const show = progressLine();
  const stop = engine.onJobChanged((job) => {
    if (job.id === id) show(job);
  });
  const cancel = (): void => void engine.cancel(id).catch(() => undefined);
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const job = await engine.settled(id, new AbortController().signal);
    return { ok: job.status === "completed", problems: job.problems, job, lines: linesOf(job) };
  } finally {
    stop();
    signal.removeEventListener("abort", cancel);
  }
}

/** What a person wants to know of a finished job. */
export function linesOf(job: Job): string[] {
  const lines = [`${job.title}: ${job.message}`];
  if (job.provider === "templates" && job.video !== null) lines.push("Made from the built-in templates, without a model.");
  if (job.video !== null) lines.push(job.video);
  return lines;
}

/** Prints a line when the percentage or the message has moved; on a terminal it is always the same line. */
function progressLine(): (job: Job) => void {
  let last = "";
  const terminal = process.stderr.isTTY;
  return (job) => {
    const line = `${String(Math.floor(job.percentage)).padStart(3)} %  ${job.stage.replace("_", " ")}: ${job.message}`;
    if (line === last) return;
    last = line;
    process.stderr.write(terminal ? `\r\x1b[2K${line}${job.stage === "completed" ? "\n" : ""}` : `${line}\n`);
  };
}
