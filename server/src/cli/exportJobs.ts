/** `jobs export`: jobs with all that happened to them as JSON, or a line for each as CSV. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { stringify } from "csv-stringify/sync";
import type { Job } from "../../../protocol/job.js";
import type { Engine } from "../engine.js";
import { onFile } from "../storage/fileProblems.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";

/** Of one job or list of them, of all without an id. Goes to `out`, as CSV if that ends in `.csv`, else to the answer. */
export async function exportJobs(engine: Engine, id: string | undefined, out: string): Promise<CommandAnswer> {
  const list = id === undefined ? engine.jobs() : engine.jobsOf(id);
  const jobs = id === undefined || list.length > 0 ? list : [engine.job(id)];
  const history = jobs.map((job) => engine.history(job.id));
  const csv = /\.csv$/i.test(out);
  if (out !== "" && !csv && !/\.json$/i.test(out)) throw usage("export writes to a .json or a .csv file: --out FILE");
  const text = csv ? asCsv(jobs) : `${JSON.stringify(history, null, 2)}\n`;
  if (out === "") return { ok: true, problems: [], history, lines: [text.trimEnd()] };
  const file = resolve(out);
  await onFile(file, () => writeFile(file, text));
  return { ok: true, problems: [], jobs, lines: [file] };
}

/** A cell that a spreadsheet would take for a formula is escaped: a topic may be a stranger's. */
export function asCsv(jobs: readonly Job[]): string {
  return stringify(jobs.map(row), { header: true, escape_formulas: true });
}

function row({ usage, ...job }: Job): Record<string, string | number> {
  const { tokens, usd, kwh, kgco2e } = usage;
  return {
    ...{ id: job.id, topic: job.topic, title: job.title, status: job.status, percentage: job.percentage },
    ...{ provider: job.provider, mode: job.mode, quality: job.quality, list: job.list },
    ...{ scenes: job.scenes.length, scenes_failed: job.scenes.filter(({ state }) => state === "failed").length },
    ...{ problems: job.problems.map(({ code }) => code).join(" ") },
    ...{ requests: usage.requests, prompt_tokens: tokens.prompt, completion_tokens: tokens.completion },
    // Unknown is empty, never zero.
    ...{ cached_tokens: tokens.cached, usd: usd ?? "", kwh_low: kwh?.low ?? "", kwh_high: kwh?.high ?? "" },
    ...{ kgco2e_low: kgco2e?.low ?? "", kgco2e_high: kgco2e?.high ?? "" },
    ...{ created_at: job.createdAt, updated_at: job.updatedAt, folder: job.folder, video: job.video ?? "" },
  };
}
