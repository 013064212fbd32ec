/** The last lines of each prompt: what is asked, for what, and an id that tells this request from every other. */
import { createHash } from "node:crypto";

export type TaskName = "plan" | "scene" | "repair";

/**
 * Joins a prompt's parts and ends it with the task. That comes last, so that requests share as long a beginning as
 * possible, which providers cache. The id follows from the prompt itself: a resumed job asks in the same words, and the
 * ledger of batches knows its request again.
 */
export function sealed(parts: readonly string[], task: TaskName, about: Readonly<Record<string, string>> = {}): string {
  const lines = { Task: task, ...about };
  const id = hash([...parts, JSON.stringify(lines)].join("\u0000")).slice(0, 16);
  const ending = Object.entries({ ...lines, "Request-Id": id }).map(([name, value]) => `${name}: ${value}`);
  return [...parts, ending.join("\n")].join("\n\n");
}

/** The id with which a prompt of {@link sealed} ends; the answer repeats it. */
export function requestId(prompt: string): string {
  return /\nRequest-Id: ([0-9a-f]+)$/.exec(prompt)?.[1] ?? "";
}

/** Marks text that is material to work on, so that instructions inside it are not taken for ours. */
export function quoted(name: string, text: string): string {
  // A text that knows the hash of itself, and so could close its own fence, cannot be made.
  const fence = text.includes(`</${name}>`) ? `${name}-${hash(text).slice(0, 8)}` : name;
  return `<${fence}>\n${text}\n</${fence}>`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
