import { isFinal, type Job } from "../../../protocol/job.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { exportJobs } from "./exportJobs.js";
import type { CommandContext } from "./context.js";
import { followJob, linesOf } from "./followJob.js";
import { followList } from "./followList.js";

/** `jobs list | show | resume | cancel | retry | delete | export`; most take the id of a list of videos as well. */
export async function jobs({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const [action, id, ...others] = typed.words;
  engine.recover(false);
  if (action === "list" && id === undefined) {
    const all = engine.jobs();
    return { ok: true, problems: [], jobs: all, lines: all.map(lineOf) };
  }
  if (action === "export" && others.length === 0) return exportJobs(engine, id, typed.out);
  if (id === undefined || others.length > 0)
    throw usage("jobs list, or jobs show|resume|cancel|retry|delete|export ID");
  if (action === "show") {
    const job = engine.job(id);
    const scenes = job.scenes.map((scene) => `  ${scene.state.padEnd(10)} ${scene.file}`);
    return { ok: true, problems: job.problems, job, lines: [lineOf(job), ...linesOf(job), ...scenes] };
  }
  const list = engine.jobsOf(id);
  if (action === "resume" && list.length > 0) {
    engine.resumeList(id);
    return followList(engine, id, signal);
  }
  if (action === "resume") {
    engine.resume(id);
    return followJob(engine, id, signal);
  }
  if (action === "cancel" && list.length > 0) {
    const jobs = await Promise.all(list.map((job) => engine.cancel(job.id)));
    return { ok: jobs.every(({ status }) => isFinal(status)), problems: [], jobs, lines: jobs.map(lineOf) };
  }
  if (action === "cancel") {
    const job = await engine.cancel(id);
    return { ok: job.status === "cancelled", problems: [], job, lines: [lineOf(job)] };
  }
  if (action === "retry") {
    const ended = list.filter(({ status }) => isFinal(status) && status !== "completed");
    for (const job of list.length > 0 ? ended : [engine.job(id)]) engine.retry(job.id);
    return list.length > 0 ? followList(engine, id, signal) : followJob(engine, id, signal);
  }
  if (action === "delete") {
    const jobs: Job[] = [];
    for (const job of list.length > 0 ? list : [engine.job(id)]) jobs.push(await engine.delete(job.id, typed.files));
    return { ok: true, problems: [], jobs, lines: jobs.map(({ id: gone, title }) => `deleted ${gone}  ${title}`) };
  }
  throw usage(`There is no jobs ${JSON.stringify(action)}: list, show, resume, cancel, retry, delete or export.`);
}

function lineOf({ id, status, percentage, title, createdAt }: Job): string {
  return `${id}  ${status.padEnd(21)} ${String(Math.floor(percentage)).padStart(3)} %  ${createdAt.slice(0, 16).replace("T", " ")}  ${title}`;
}
