/** `jobs export`: jobs with all that happened to them as JSON, or a line for each as CSV. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Engine } from "../engine.js";
import { asCsv, asJson } from "../results/exported.js";
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
  const text = csv ? asCsv(jobs) : asJson(history);
  if (out === "") return { ok: true, problems: [], history, lines: [text.trimEnd()] };
  const file = resolve(out);
  await onFile(file, () => writeFile(file, text));
  return { ok: true, problems: [], jobs, lines: [file] };
}
