/** Answers to a file's requests, one JSON line each. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { AnswerKind } from "../../../../protocol/batch.js";
import type { TokenTotals } from "../../../../protocol/completion.js";
import type { Problem } from "../../../../protocol/problems.js";
import { onFile } from "../../storage/fileProblems.js";
import { replaceWhole } from "../../storage/halfFiles.js";

/** `id` of a plain request, `key` of one in the provider's form, whose `response` is the provider's own too. */
export type ResultLine = ({ id: string } | { key: string }) & {
  /** With `error` beside it for an answer that was cut off. */
  response?: unknown;
  error?: { code: Problem["code"]; message: string };
  kind: AnswerKind;
  /** Null where nothing was answered. */
  tokens: TokenTotals | null;
  usd: number | null;
  model: string | null;
  metadata?: Readonly<Record<string, unknown>>;
};

/** Each result has its own in any case. */
export const mostProblems = 100;

/**
 * The lines to print, or, with the name of a file, the file and a line that says so. `count` requests were asked. Throws
 * ProblemError for a file that cannot be written.
 */
export async function written(lines: readonly ResultLine[], count: number, out: string): Promise<string[]> {
  const text = lines.map((line) => JSON.stringify(line));
  if (out === "") return text;
  const file = resolve(out);
  await onFile(file, () => replaceWhole(file, (half) => writeFile(half, text.map((line) => `${line}\n`).join(""))));
  return [`${file}: ${lines.length} of ${count} requests`];
}
