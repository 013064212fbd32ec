/** Which requests of the ledger were sent with a context cache: those that name it, and those that begin with what it holds. */
import type { DatabaseSync } from "node:sqlite";
import { ownCacheName } from "../llm/context/cacheNames.js";
import type { ContextCache } from "../llm/contextCaches.js";

/** Requests of one pool in one batch. */
export interface CacheUse {
  pool: string;
  batch: string;
  displayName: string;
  requests: number;
}

/** By the caches' names. Batches of before a cache was made are not looked at: names are used again. */
export function cacheUses(
  database: DatabaseSync,
  caches: readonly Pick<ContextCache, "name" | "displayName" | "model" | "createdAt">[],
): Map<string, CacheUse[]> {
  const find = database.prepare(`
    select batches.id as batch, batches.display_name as displayName, entries.pool as pool, count(*) as requests,
      json_extract(entries.request, '$.request.cache') as cache,
      json_extract(entries.request, '$.request.system') as system
    from batches join entries on entries.batch = batches.id
    where batches.model = ? and batches.phase <> 'dropped'
      and (batches.ended_at is null or julianday(batches.ended_at) >= julianday(?))
    group by batches.id, entries.pool, cache, system`);
  const uses = new Map<string, CacheUse[]>();
  for (const [model, own] of Map.groupBy(caches, (cache) => cache.model)) {
    const since = own.map(({ createdAt }) => createdAt).reduce((one, other) => (one < other ? one : other));
    const rows = find.all(model, since) as unknown as (CacheUse & { cache: string | null; system: string | null })[];
    for (const { cache, system, ...use } of rows) {
      const ours = system === null ? "" : ownCacheName(system);
      const used = own.find(({ name, displayName }) => name === cache || (cache === null && displayName === ours));
      if (used !== undefined) uses.set(used.name, [...(uses.get(used.name) ?? []), use]);
    }
  }
  return uses;
}
