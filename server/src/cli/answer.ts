/** How a command answers: one JSON object on standard output, or lines for a person. */
import type { BatchSummary, ContextCacheSummary, Quote } from "../../../protocol/batch.js";
import type { Job } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import type { Finding } from "../../../protocol/server.js";
import type { JobHistory } from "../engine.js";
import { withInterval } from "../diagnostics/interval.js";
import type { Bill } from "./bill.js";
import type { SettingInForce } from "./configuration/settingsOf.js";

export interface CommandAnswer {
  ok: boolean;
  problems: Problem[];
  /** For a person; not printed with --json. */
  lines: string[];
  job?: Job;
  jobs?: Job[];
  /** Jobs with what happened to them, as `jobs export` prints them. */
  history?: JobHistory[];
  findings?: Finding[];
  settings?: SettingInForce[];
  /** Keys that the environment may hold. */
  secrets?: { name: string; set: boolean }[];
  quote?: Quote;
  batch?: BatchSummary;
  batches?: BatchSummary[];
  /** Ids that stand for all batches of a file that was sent, one for each model. */
  lists?: string[];
  /** Lines of results, as `batch results` prints them. */
  results?: unknown[];
  bill?: Bill;
  caches?: ContextCacheSummary[];
  videos?: { scene: string; path: string }[];
  /** Titles of the fixes that were made, in order. */
  fixed?: string[];
  /** The fixed code, which was not written. */
  code?: string;
  /** A token that was made; it is kept nowhere but here. */
  token?: string;
}

/** Prints the answer; problems go to standard error unless the answer is JSON. */
export function printAnswer(command: string, { lines, ok, ...answer }: CommandAnswer, json: boolean): void {
  if (json) {
    process.stdout.write(JSON.stringify({ ok, command, ...answer }) + "\n");
    return;
  }
  for (const line of lines) process.stdout.write(line + "\n");
  for (const found of answer.problems) process.stderr.write(problemText(found) + "\n");
}

/** A problem on one line, with its place where it has one, and what to do on the next. */
export function problemText(found: Problem): string {
  const { code, severity, file, line, column, fix, fixes } = found;
  const place = file === undefined ? "" : `${file}${line === undefined ? "" : `:${line}:${column ?? 1}`}: `;
  const offers = (fixes ?? []).map((offer) => `\n    ${offer.title}`).join("");
  return `${place}${severity} ${code}: ${withInterval(found)}\n    ${fix}${offers}`;
}
