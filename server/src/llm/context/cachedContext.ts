/** Instructions shared through an explicit cache: where the planner finds that to be cheaper, or the user wishes it. */
import type { ContextWish } from "../../../../protocol/job.js";
import type { BatchEntry, BatchProvider, NewBatch } from "../../batch/provider.js";
import type { Log } from "../../log.js";
import type { Model } from "../model.js";
import type { GenerateRequest } from "../generate.js";
import type { Prices } from "../prices/prices.js";
import { chooseCache, ownCacheName } from "./cacheNames.js";
import { chosenContext, type ChosenContext } from "./chosenContext.js";
import { minimumTokens } from "./planContext.js";

/** Seconds that a cache must live for a batch; planContext raises it to what a batch may take. */
const leastTtl = 3600;

/**
 * The model as it is when it has no batches or no caches, or where no cache is wished. Nothing is sent by another path:
 * only its batches change.
 */
export function cachedContext(model: Model, prices: Prices, log: Log, wish: ContextWish = "auto"): Model {
  const { batches, caches } = model;
  if (batches === undefined || caches === undefined || wish === "none" || wish === "implicit") return model;
  const create: BatchProvider["create"] = async (batch, signal) => batches.create(await shared(batch, signal), signal);

  /** The batch with the cache's name in those requests that begin alike; as it is when nothing is saved. */
  async function shared(batch: NewBatch, signal: AbortSignal): Promise<NewBatch> {
    const named = await Promise.all(
      [...bySystem(batch.entries)].map(async ([system, entries]) => {
        const wanted = { system, requests: entries.length, batch: true, wish };
        const cache = await cacheFor(model, wanted, { prices, log, signal });
        return cache === null ? [] : entries.map((entry) => [entry.key, cache] as const);
      }),
    );
    const caches = new Map(named.flat());
    if (caches.size === 0) return batch;
    return { ...batch, entries: batch.entries.map((entry) => withCache(entry, caches.get(entry.key))) };
  }

  const provider: BatchProvider = Object.assign(Object.create(batches) as BatchProvider, { create });
  return Object.assign(Object.create(model) as Model, { batches: provider });
}

/** Instructions that so many requests begin with. */
export interface SharedText {
  system: string;
  requests: number;
  batch: boolean;
  wish: ContextWish;
}

interface Making {
  prices: Prices;
  log: Log;
  signal: AbortSignal;
}

/** The provider's name of a cache that holds the text, made if there is none yet; null where the text is sent instead. */
export async function cacheFor(
  model: Model,
  text: SharedText,
  { prices, log, signal }: Making,
): Promise<string | null> {
  const tokens = await model.countTokens?.(systemOnly(text.system), signal);
  if (tokens === undefined || tokens === null) return null;
  const chosen = contextOf(model, prices, { ...text, tokens });
  log.info(`${model.id}: ${chosen.why}`);
  if (chosen.choice !== "explicit") return null;
  const displayName = ownCacheName(text.system);
  const kept = await findCache(model, displayName, chosen.ttl, signal);
  if (kept !== null) return kept;
  const asked = { displayName, model: model.id, system: text.system, ttl: chosen.ttl };
  const made = await model.caches?.create(asked, signal);
  if (made?.ok === true) return made.value.name;
  log.warn(`The requests are sent without a cache: ${made?.problem.message ?? "there are none"}`);
  return null;
}

/** One that was made before, if it lives nearly as long as it is needed. */
async function findCache(model: Model, displayName: string, ttl: number, signal: AbortSignal): Promise<string | null> {
  const listed = await model.caches?.list(signal);
  if (listed === undefined || !listed.ok) return null;
  const found = chooseCache(displayName, model.id, listed.value, new Date(Date.now() + ttl * 0.95 * 1000));
  return typeof found === "string" ? null : found.name;
}

/** What comes of a wish, where so many tokens are shared by so many requests. */
export function contextOf(
  model: Model,
  prices: Prices,
  { tokens, requests, batch, wish }: Omit<SharedText, "system"> & { tokens: number },
): ChosenContext {
  return chosenContext(wish, {
    ...{ tokens, requests, ttl: leastTtl, batch, explicitCaches: model.caches !== undefined },
    prices: prices.context(model.provider, model.id, new Date()),
    minimumTokens: minimumTokens(model.id),
  });
}

function bySystem(entries: readonly BatchEntry[]): Map<string, BatchEntry[]> {
  const groups = new Map<string, BatchEntry[]>();
  for (const entry of entries) {
    if (entry.request.kind !== "generate" || entry.request.request.cache !== undefined) continue;
    const { system } = entry.request.request;
    groups.set(system, [...(groups.get(system) ?? []), entry]);
  }
  return groups;
}

function withCache(entry: BatchEntry, cache: string | undefined): BatchEntry {
  if (cache === undefined || entry.request.kind !== "generate") return entry;
  return { ...entry, request: { kind: "generate", request: { ...entry.request.request, cache } } };
}

const systemOnly = (system: string): GenerateRequest => ({
  ...{ label: "context", system, prompt: "", temperature: 0, maxOutputTokens: 1 },
});
