/** A model whose batches share their instructions through an explicit cache, where the planner finds that to be cheaper. */
import type { BatchEntry, BatchProvider, NewBatch } from "../../batch/provider.js";
import type { Log } from "../../log.js";
import type { Model } from "../model.js";
import type { GenerateRequest } from "../generate.js";
import type { Prices } from "../prices/prices.js";
import { createHash } from "node:crypto";
import { chooseCache } from "./cacheNames.js";
import { minimumTokens, planContext, type ContextChoice } from "./planContext.js";

/** Seconds that a cache must live for a batch; planContext raises it to what a batch may take. */
const leastTtl = 3600;

/** The model as it is when it has no batches or no caches. */
export function cachedContext(model: Model, prices: Prices, log: Log): Model {
  const { batches, caches } = model;
  if (batches === undefined || caches === undefined) return model;
  const create: BatchProvider["create"] = async (batch, signal) => batches.create(await shared(batch, signal), signal);

  /** The batch with the cache's name in those requests that begin alike; as it is when nothing is saved. */
  async function shared(batch: NewBatch, signal: AbortSignal): Promise<NewBatch> {
    const named = await Promise.all(
      [...bySystem(batch.entries)].map(async ([system, entries]) => {
        const cache = await cacheFor(system, entries, signal);
        return cache === null ? [] : entries.map((entry) => [entry.key, cache] as const);
      }),
    );
    const caches = new Map(named.flat());
    if (caches.size === 0) return batch;
    return { ...batch, entries: batch.entries.map((entry) => withCache(entry, caches.get(entry.key))) };
  }

  async function cacheFor(system: string, entries: BatchEntry[], signal: AbortSignal): Promise<string | null> {
    const tokens = await model.countTokens?.(systemOnly(system), signal);
    if (tokens === undefined || tokens === null) return null;
    const plan = planOf(model, prices, tokens, entries.length);
    log.info(`${model.id}: ${plan.why}`);
    if (plan.choice !== "explicit") return null;
    const displayName = `manim-video-${createHash("sha256").update(system).digest("hex").slice(0, 16)}`;
    const kept = await findCache(displayName, plan.ttl, signal);
    if (kept !== null) return kept;
    const made = await caches?.create({ displayName, model: model.id, system, ttl: plan.ttl }, signal);
    if (made === undefined || !made.ok) {
      log.warn(`The batch is sent without a cache: ${made?.problem.message ?? "there are none"}`);
      return null;
    }
    return made.value.name;
  }

  /** One that an earlier batch has made, if it lives nearly as long as this batch needs it. */
  async function findCache(displayName: string, ttl: number, signal: AbortSignal): Promise<string | null> {
    const listed = await caches?.list(signal);
    if (listed === undefined || !listed.ok) return null;
    const found = chooseCache(displayName, model.id, listed.value, new Date(Date.now() + ttl * 0.95 * 1000));
    return typeof found === "string" ? null : found.name;
  }

  const provider: BatchProvider = Object.assign(Object.create(batches) as BatchProvider, { create });
  return Object.assign(Object.create(model) as Model, { batches: provider });
}

/** What the planner says of a batch of so many requests with so many tokens in common. */
export function planOf(model: Model, prices: Prices, tokens: number, requests: number): ContextChoice {
  return planContext({
    ...{ tokens, requests, ttl: leastTtl, batch: true, explicitCaches: model.caches !== undefined },
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
