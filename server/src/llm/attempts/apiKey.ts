/** A provider's key, asked for before each call and fit to be a header. */
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { attempts } from "./failure.js";
import type { Attempt } from "./retry.js";

/** Asked before each call; null when none is set. Nothing keeps a copy. */
export type KeySource = () => Promise<string | null>;

/**
 * The key; empty where none is set and `missing` has nothing against it. Never rejects, and no problem shows the key:
 * fetch's own error for one that cannot be a header would quote it.
 */
export async function readKey(
  ask: KeySource,
  provider: string,
  missing: () => Problem | null,
): Promise<Attempt<string>> {
  let found: Problem | null;
  try {
    const key = (await ask())?.trim() ?? "";
    if (/^[\x21-\x7e]{1,500}$/.test(key)) return { ok: true, value: key };
    if (key === "") {
      found = missing();
      if (found === null) return { ok: true, value: "" };
    } else found = problem("key-rejected", `The ${provider} API key holds characters that no key has.`);
  } catch (error) {
    const unread = problem("internal-error", "The API key could not be read.");
    found = error instanceof ProblemError ? error.problem : unread;
  }
  return { ok: false, failure: { problem: found, attempts: attempts.never } };
}
