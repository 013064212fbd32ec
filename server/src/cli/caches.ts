import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import { isCacheName, KeptCaches } from "../llm/context/keptCaches.js";
import type { ContextCache } from "../llm/contextCaches.js";
import { seconds } from "../request.js";
import { onFile } from "../storage/fileProblems.js";
import type { CommandAnswer } from "./answer.js";
import { usage } from "./arguments.js";
import { modelProvider } from "./batch/submit.js";
import type { CommandContext } from "./context.js";
import { money } from "./quoteLines.js";

interface Desk {
  context: CommandContext;
  caches: KeptCaches;
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
  const { models } = context.engine;
  const model = await models.make(await modelProvider(context), "scene", context.typed.model ?? "");
  const desk = {
    context,
    caches: new KeptCaches(model, await models.prices()),
    ttl: seconds(context.typed.ttl ?? "1h"),
  };
  if (work === undefined || name === undefined) return answerOf(desk, await desk.caches.list(context.signal));
  return work(desk, name, files);
}

async function create(desk: Desk, name: string, files: string[]): Promise<CommandAnswer> {
  const { caches, ttl, context } = desk;
  if (!isCacheName(name)) throw usage(`A cache's name has letters, digits, ".", "-" and "_".`);
  const texts = await Promise.all(files.map((file) => onFile(file, () => readFile(resolve(file), "utf8"))));
  return answerOf(desk, [await caches.create({ displayName: name, texts, ttl }, context.signal)]);
}

async function show(desk: Desk, name: string): Promise<CommandAnswer> {
  return answerOf(desk, await named(desk, name));
}

async function extend(desk: Desk, name: string): Promise<CommandAnswer> {
  const cache = onlyOne(await named(desk, name), name);
  return answerOf(desk, [await desk.caches.extend(cache.name, desk.ttl, desk.context.signal)]);
}

async function remove(desk: Desk, name: string): Promise<CommandAnswer> {
  const cache = onlyOne(await named(desk, name), name);
  await desk.caches.delete(cache.name, desk.context.signal);
  return { ok: true, problems: [], caches: [cache], lines: [`${cache.name} (${cache.displayName}) is deleted.`] };
}

/** By our name or the provider's. Throws ProblemError `cache-missing`. */
async function named({ caches, context }: Desk, name: string): Promise<ContextCache[]> {
  const found = await caches.named(name, context.signal);
  if (found.length === 0) throw new ProblemError(problem("cache-missing", `There is no context cache ${name}.`));
  return found;
}

function onlyOne(found: ContextCache[], name: string): ContextCache {
  const [first, ...others] = found;
  if (first !== undefined && others.length === 0) return first;
  throw usage(`Several caches are named ${name}: use one of ${found.map((cache) => cache.name).join(", ")}.`);
}

function answerOf({ caches }: Desk, found: ContextCache[]): CommandAnswer {
  const lines = found.map((cache) => {
    const cost = caches.perHour(cache);
    const tokens = cache.tokens === null ? "" : `${cache.tokens} tokens, `;
    const shown = cache.displayName || "(no name)";
    return `${shown}  ${cache.name}  ${cache.model}  ${tokens}${money(cost)} an hour, until ${cache.expiresAt}`;
  });
  const problems: Problem[] = [];
  return { ok: true, problems, caches: found, lines };
}
