import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { CacheOutcome, ContextCache, ContextCaches } from "../llm/contextCaches.js";
import type { Model } from "../llm/model.js";
import { seconds } from "../request.js";
import { onFile } from "../storage/fileProblems.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { modelProvider } from "./batch/submit.js";
import type { CommandContext } from "./context.js";
import { money } from "./quoteLines.js";

interface Desk {
  context: CommandContext;
  model: Model;
  caches: ContextCaches;
  /** Seconds. */
  ttl: number;
}

const actions: Record<string, (desk: Desk, name: string, files: string[]) => Promise<CommandAnswer>> = {
  create,
  show,
  extend,
  delete: remove,
};

/** `caches list | create NAME <file…> | show NAME | extend NAME | delete NAME`: instructions kept at the provider. */
export async function caches(context: CommandContext): Promise<CommandAnswer> {
  const [action = "", name, ...files] = context.typed.words;
  const work = Object.hasOwn(actions, action) ? actions[action] : undefined;
  const isList = action === "list" && name === undefined;
  if (!isList && (work === undefined || name === undefined || (action === "create") !== files.length > 0))
    throw usage("caches list, or caches create NAME <file…>, or caches show|extend|delete NAME [--ttl 2h]");
  const model = await context.engine.models.make(await modelProvider(context), "scene", context.typed.model ?? "");
  if (model.caches === undefined)
    throw new ProblemError(problem("cache-refused", `${model.provider} has no context caches.`));
  const desk = { context, model, caches: model.caches, ttl: seconds(context.typed.ttl ?? "1h") };
  if (work === undefined || name === undefined) return answerOf(desk, valueOf(await desk.caches.list(context.signal)));
  return work(desk, name, files);
}

/** Refused while one of this name and model lives: both would be billed, and either could be used. */
async function create(desk: Desk, name: string, files: string[]): Promise<CommandAnswer> {
  const { caches, model, ttl, context } = desk;
  if (!/^[\w.-]{1,120}$/.test(name)) throw usage(`A cache's name has letters, digits, ".", "-" and "_".`);
  const texts = await Promise.all(files.map((file) => onFile(file, () => readFile(resolve(file), "utf8"))));
  const living = valueOf(await caches.list(context.signal)).filter(isNamed(name));
  const same = living.find((cache) => cache.model === model.id);
  if (same !== undefined)
    throw new ProblemError(
      problem("cache-refused", `${name} is there until ${same.expiresAt} (${same.name}); extend or delete it.`),
    );
  const made = await caches.create(
    { displayName: name, model: model.id, system: texts.join("\n"), ttl },
    context.signal,
  );
  return answerOf(desk, [valueOf(made)]);
}

async function show(desk: Desk, name: string): Promise<CommandAnswer> {
  return answerOf(desk, await named(desk, name));
}

async function extend(desk: Desk, name: string): Promise<CommandAnswer> {
  const cache = onlyOne(await named(desk, name), name);
  return answerOf(desk, [valueOf(await desk.caches.extend(cache.name, desk.ttl, desk.context.signal))]);
}

async function remove(desk: Desk, name: string): Promise<CommandAnswer> {
  const cache = onlyOne(await named(desk, name), name);
  valueOf(await desk.caches.delete(cache.name, desk.context.signal));
  return { ok: true, problems: [], caches: [cache], lines: [`${cache.name} (${cache.displayName}) is deleted.`] };
}

/** By our name or the provider's. Throws ProblemError `cache-missing`. */
async function named({ caches, context }: Desk, name: string): Promise<ContextCache[]> {
  const found = valueOf(await caches.list(context.signal)).filter(isNamed(name));
  if (found.length === 0) throw new ProblemError(problem("cache-missing", `There is no context cache ${name}.`));
  return found;
}

const isNamed =
  (wanted: string) =>
  ({ name, displayName }: ContextCache): boolean =>
    name === wanted || displayName === wanted;

function onlyOne(found: ContextCache[], name: string): ContextCache {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  throw usage(`Several caches are named ${name}: use one of ${found.map((cache) => cache.name).join(", ")}.`);
}

function valueOf<T>(outcome: CacheOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new ProblemError(outcome.problem);
}

async function answerOf({ context, model }: Desk, found: ContextCache[]): Promise<CommandAnswer> {
  const prices = await context.engine.models.prices();
  const lines = found.map((cache) => {
    const perHour = prices.context(model.provider, cache.model, new Date())?.storagePerMillionTokensPerHour ?? null;
    const cost = perHour === null || cache.tokens === null ? null : (perHour * cache.tokens) / 1e6;
    const tokens = cache.tokens === null ? "" : `${cache.tokens} tokens, `;
    const shown = cache.displayName || "(no name)";
    return `${shown}  ${cache.name}  ${cache.model}  ${tokens}${money(cost)} an hour, until ${cache.expiresAt}`;
  });
  const problems: Problem[] = [];
  return { ok: true, problems, caches: found, lines };
}
