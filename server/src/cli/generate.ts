import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import type { JobRequest } from "../../../protocol/job.js";
import { loadTopics } from "../lists/readTopics.js";
import { requireAllowed } from "../quote.js";
import { newListId, seconds } from "../request.js";
import { onFile } from "../storage/fileProblems.js";
import { quoteLines } from "./quoteLines.js";
import type { CommandAnswer } from "./answer.js";
import { billLines, billOf } from "./bill.js";
import { usage, type Arguments } from "./arguments.js";
import type { CommandContext } from "./context.js";
import { settingsOf } from "./configuration/settingsOf.js";
import { followJob } from "./followJob.js";
import { followList } from "./followList.js";

const listEndings = [".csv", ".tsv", ".jsonl", ".ndjson", ".txt"];
const outlineEndings = [".md", ".markdown"];

/** `generate <topic words… | file>`: makes one video, or one of each topic of a list, and waits for them. */
export async function generate(context: CommandContext): Promise<CommandAnswer> {
  const { engine, typed, signal } = context;
  const file = fileOf(typed.words);
  if (file !== null && isList(file, typed)) return generateList(file, context);
  if (typed.topics) throw usage("--topics is for a file: a Markdown list, or .csv, .jsonl or .txt.");
  const topic = file === null ? typed.words.join(" ") : await onFile(file, () => readFile(file, "utf8"));
  const quote = await engine.quote([{ topic }], shared(typed), signal);
  if (quote !== null) process.stderr.write(quoteLines(quote).join("\n") + "\n");
  requireAllowed(quote);
  const job = await engine.generate({ ...shared(typed), topic });
  const answer = await followJob(engine, job.id, signal);
  if (quote === null) return answer;
  const bill = await billOf(engine, answer.job === undefined ? [] : [answer.job]);
  return { ...answer, quote, bill, lines: [...answer.lines, ...billLines(bill, quote)] };
}

async function generateList(file: string, { engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const { topics, problems } = await loadTopics(file);
  const broken = problems.filter(({ severity }) => severity === "error");
  if (broken.length > 0) return { ok: false, problems, lines: [`${file}: nothing was started.`] };
  const asked = { ...shared(typed), list: newListId() };
  const quote = await engine.quote(topics, asked, signal);
  if (quote !== null) process.stderr.write(quoteLines(quote).join("\n") + "\n");
  requireAllowed(quote);
  const started = await engine.generateList(topics, asked);
  const answer = await followList(engine, asked.list, signal, quote);
  return { ...answer, problems: [...problems, ...started.problems, ...answer.problems] };
}

/** What the flags ask of every video. */
function shared(typed: Arguments): Partial<JobRequest> & Pick<JobRequest, "out"> {
  return {
    out: resolve(settingsOf(typed, process.env).outputFolder),
    ...(typed.maxUsd === null ? {} : { maxUsd: typed.maxUsd }),
    ...(typed.deadline === null ? {} : { deadline: seconds(typed.deadline) }),
  };
}

/** The file that the words name, if they do. */
function fileOf(words: string[]): string | null {
  const [first, ...others] = words;
  return first !== undefined && others.length === 0 && existsSync(first) && statSync(first).isFile() ? first : null;
}

function isList(file: string, { topics }: Arguments): boolean {
  const ending = extname(file).toLowerCase();
  return listEndings.includes(ending) || (topics && outlineEndings.includes(ending));
}
