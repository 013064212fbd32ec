/** A file with a list of topics: CSV, JSONL, Markdown or plain lines. Each line that cannot be used is said by number. */
import { open } from "node:fs/promises";
import { extname } from "node:path";
import { problem, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";
import { qualities, type Quality } from "../../../protocol/settings.js";
import { onFile } from "../storage/fileProblems.js";
import { decode } from "./decode.js";
import { csvRows, jsonlRows, markdownRows, textRows, type Rows, type TopicRow } from "./topicRows.js";

export interface ListedTopic {
  topic: string;
  /** As the user gave it; unique in the list. */
  id?: string;
  /** How many scenes the video shall have. */
  scenes?: number;
  quality?: Quality;
  language?: string;
  style?: string;
  /** Where it starts in the file, from 1. */
  line: number;
}

export interface TopicList {
  topics: ListedTopic[];
  /** list-invalid, request-duplicate and list-empty; those with severity warning stop nothing. */
  problems: Problem[];
}

const forms: Record<string, (text: string) => Rows> = {
  ".csv": csvRows,
  ".tsv": csvRows,
  ".jsonl": jsonlRows,
  ".ndjson": jsonlRows,
  ".md": markdownRows,
  ".markdown": markdownRows,
  ".txt": textRows,
};

const largestFile = 64 * 1024 * 1024;
/** The longest topic that a job takes (request.ts). */
const longestTopic = 50_000;
/** The most scenes that a plan may have (planPrompt.ts). */
const mostScenes = 30;
const mostProblems = 100;

/** Reads a list from disk. Throws ProblemError `file-missing` when it cannot be read. */
export async function loadTopics(path: string): Promise<TopicList> {
  const bytes = await onFile(path, async () => {
    const file = await open(path, "r");
    try {
      const { size } = await file.stat();
      if (size > largestFile)
        throw new ProblemError(
          problem("list-invalid", `${path} has ${size} bytes; a list has at most ${largestFile}.`, { file: path }),
        );
      return await file.readFile();
    } finally {
      await file.close();
    }
  });
  return readTopics(path, bytes);
}

/** Reads a list by the ending of its name. Lines with problems are left out; the others are used. */
export function readTopics(path: string, bytes: Uint8Array): TopicList {
  const list = new List(path);
  const form = forms[extname(path).toLowerCase()];
  const text = decode(bytes);
  if (form === undefined) list.add("list-invalid", 1, `A list of topics is a ${Object.keys(forms).join(", ")} file.`);
  else if (!text.ok) list.add("list-invalid", 1, `The list cannot be read: ${text.reason}.`);
  else list.take(form(text.text));
  return list.result();
}

class List {
  private readonly topics: ListedTopic[] = [];
  private readonly problems: Problem[] = [];
  private readonly idLines = new Map<string, number>();
  private readonly seen = new Map<string, number>();
  private unsaid = 0;

  constructor(private readonly file: string) {}

  add(code: ProblemCode, line: number, message: string, severity: Problem["severity"] = "error"): void {
    if (this.problems.length >= mostProblems) this.unsaid += 1;
    else {
      const place = { line, column: 1, endLine: line, endColumn: 1 };
      this.problems.push(problem(code, `Line ${line}: ${message}`, { severity, file: this.file, ...place }));
    }
  }

  take({ rows, faults, remarks }: Rows): void {
    for (const { line, message } of remarks) this.add("list-invalid", line, message, "warning");
    for (const { line, message } of faults) this.add("list-invalid", line, message);
    for (const row of rows) this.row(row);
  }

  result(): TopicList {
    if (this.unsaid > 0)
      this.problems.push(problem("list-invalid", `${this.unsaid} more lines cannot be used.`, { file: this.file }));
    if (this.topics.length === 0 && !this.problems.some(({ severity }) => severity === "error"))
      this.problems.push(problem("list-empty", `${this.file} holds no topics.`, { file: this.file }));
    return {
      topics: this.topics,
      problems: this.problems.toSorted((one, other) => (one.line ?? 1e9) - (other.line ?? 1e9)),
    };
  }

  private row({ line, fields }: TopicRow): void {
    const read = topicOf(fields);
    if (!read.ok) {
      for (const fault of read.faults) this.add("list-invalid", line, fault);
      return;
    }
    const { topic } = read;
    const sameId = topic.id === undefined ? undefined : this.idLines.get(topic.id);
    if (sameId !== undefined) {
      this.add("request-duplicate", line, `The id ${JSON.stringify(topic.id)} is that of line ${sameId} already.`);
      return;
    }
    if (topic.id !== undefined) this.idLines.set(topic.id, line);
    // Twice the same video would be made in the same folder at once.
    const content = JSON.stringify({ ...topic, id: undefined });
    const same = this.seen.get(content);
    if (same !== undefined) {
      this.add("request-duplicate", line, `The topic is that of line ${same} and is made once.`, "warning");
      return;
    }
    this.seen.set(content, line);
    this.topics.push({ ...topic, line });
  }
}

type Read = { ok: true; topic: Omit<ListedTopic, "line"> } | { ok: false; faults: string[] };

function topicOf(fields: Readonly<Record<string, unknown>>): Read {
  const faults: string[] = [];
  const text = (name: string, longest: number): string | undefined => {
    const value = fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string" && typeof value !== "number") {
      faults.push(`${name} is not a text.`);
      return undefined;
    }
    const trimmed = String(value).trim();
    if (trimmed.length > longest)
      faults.push(`${name} has ${trimmed.length} characters; at most ${longest} can be used.`);
    return trimmed === "" ? undefined : trimmed;
  };
  const topic = text("topic", longestTopic);
  if (topic === undefined && faults.length === 0) faults.push("There is no topic.");
  const id = text("id", 100);
  if (id !== undefined && /\p{C}/u.test(id)) faults.push("id has characters that cannot be shown.");
  const [language, style] = [text("language", 20), text("style", 500)];
  const scenes = text("scenes", 20);
  const count = Number(scenes);
  if (scenes !== undefined && !(Number.isInteger(count) && count >= 1 && count <= mostScenes))
    faults.push(`scenes is ${JSON.stringify(scenes)}; it can be 1 to ${mostScenes}.`);
  const named = text("quality", 20)?.toLowerCase();
  const quality = qualities.find((each) => each === named);
  if (named !== undefined && quality === undefined)
    faults.push(`quality is ${JSON.stringify(named)}; it can be ${qualities.join(", ")}.`);
  if (topic === undefined || faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    topic: {
      topic,
      ...(id === undefined ? {} : { id }),
      ...(scenes === undefined ? {} : { scenes: count }),
      ...(quality === undefined ? {} : { quality }),
      ...(language === undefined ? {} : { language }),
      ...(style === undefined ? {} : { style }),
    },
  };
}
