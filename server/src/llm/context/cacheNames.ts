/** `@use_cache name` at the beginning of a prompt: the context cache that the request is sent with, by a name of ours. */
import { createHash } from "node:crypto";
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { ContextCache, ContextCaches } from "../contextCaches.js";

export interface NamedPrompt {
  /** Without the line that names the cache. */
  prompt: string;
  /** As it was written; null when the prompt names none, empty when it names nothing. */
  cache: string | null;
}

export type ResolvedPrompt =
  /** `cache` is the provider's name; null for a prompt that uses none. */
  { ok: true; prompt: string; cache: string | null } | { ok: false; problem: Problem };

/** Reads the words at the beginning; the rest of their line and all that follows is the prompt. */
export function readCacheName(text: string): NamedPrompt {
  const match = /^\uFEFF?\s*@use_cache(?![\w-])[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']\S*))?[ \t]*(?:\r?\n)?/.exec(
    text,
  );
  if (match === null) return { prompt: text, cache: null };
  const [head, double, single, bare] = match;
  return { prompt: text.slice(head.length), cache: (double ?? single ?? bare ?? "").trim() };
}

/** Finds the provider's name. `caches` is absent for a provider that has none; the list is asked for only when needed. */
export async function resolveCache(
  text: string,
  model: string,
  caches: Pick<ContextCaches, "list"> | undefined,
  now: Date,
  signal: AbortSignal,
): Promise<ResolvedPrompt> {
  const { prompt, cache } = readCacheName(text);
  if (cache === null) return { ok: true, prompt, cache: null };
  if (cache === "") return missing("@use_cache names no cache.");
  if (caches === undefined)
    return missing(`${model} has no context caches, so ${JSON.stringify(cache)} cannot be used.`);
  const listed = await caches.list(signal);
  if (!listed.ok) return { ok: false, problem: listed.problem };
  const found = chooseCache(cache, model, listed.value, now);
  return typeof found === "string" ? missing(found) : { ok: true, prompt, cache: found.name };
}

/** The cache of this name that lives longest, or why there is none. */
export function chooseCache(
  name: string,
  model: string,
  caches: readonly ContextCache[],
  now: Date,
): ContextCache | string {
  const quoted = JSON.stringify(name);
  const named = caches.filter((cache) => cache.name === name || cache.displayName === name);
  if (named.length === 0) return `There is no context cache ${quoted}.`;
  const own = named.filter((cache) => plain(cache.model) === plain(model));
  if (own.length === 0) return `The context cache ${quoted} is of ${named[0]?.model ?? ""}; ${model} cannot use it.`;
  const [best] = own.toSorted((one, other) => Date.parse(other.expiresAt) - Date.parse(one.expiresAt));
  if (best === undefined || Date.parse(best.expiresAt) <= now.getTime())
    return `The context cache ${quoted} expired at ${best?.expiresAt ?? ""}.`;
  return best;
}

/** The name under which we keep instructions that a batch shares: the same for the same instructions. */
export function ownCacheName(system: string): string {
  return `manim-video-${createHash("sha256").update(system).digest("hex").slice(0, 16)}`;
}

/** Providers put a folder before a model's name. */
function plain(model: string): string {
  return model.slice(model.lastIndexOf("/") + 1);
}

function missing(message: string): ResolvedPrompt {
  return { ok: false, problem: problem("cache-missing", message) };
}
