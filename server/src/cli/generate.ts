import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { onFile } from "../storage/fileProblems.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import type { CommandContext } from "./context.js";
import { followJob } from "./followJob.js";

const listEndings = [".csv", ".jsonl", ".txt"];

/** `generate <topic words… | outline.md>`: makes one video and waits for it. */
export async function generate({ engine, typed, signal }: CommandContext): Promise<CommandAnswer> {
  const topic = await topicOf(typed.words);
  const job = await engine.generate({ topic, out: resolve(typed.out || process.env["OUTPUT_DIR"] || "manim-videos") });
  return followJob(engine, job.id, signal);
}

/** The words, or the text of the file when they name one. */
async function topicOf(words: string[]): Promise<string> {
  const [first, ...others] = words;
  if (first === undefined || others.length > 0 || !existsSync(first) || !statSync(first).isFile())
    return words.join(" ");
  if (listEndings.includes(extname(first).toLowerCase()))
    throw usage(`${first} is a list of topics; lists are not taken yet. Give one topic, or a Markdown outline.`);
  return onFile(first, () => readFile(first, "utf8"));
}
