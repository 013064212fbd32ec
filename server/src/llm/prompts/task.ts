/** The last lines of each prompt: what is asked, for what, and a nonce that tells this request from every other. */
import { randomBytes } from "node:crypto";

export type TaskName = "plan" | "scene" | "repair";

/**
 * Comes last, so that requests share as long a beginning as possible with each other, which providers cache. The nonce
 * names one request in logs and in a provider's own records.
 */
export function taskLines(task: TaskName, about: Readonly<Record<string, string>> = {}): string {
  const lines = { Task: task, ...about, "Request-Id": randomBytes(8).toString("hex") };
  return Object.entries(lines)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}

/** Marks text that is material to work on, so that instructions inside it are not taken for ours. */
export function quoted(name: string, text: string): string {
  const fence = text.includes(`</${name}>`) ? `${name}-${randomBytes(4).toString("hex")}` : name;
  return `<${fence}>\n${text}\n</${fence}>`;
}
