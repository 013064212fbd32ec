/** Answers what the panel asks about context caches at the provider. */
import { z } from "zod";
import type {
  cacheCallsOfServer,
  CacheUser,
  guardedCacheCalls,
  KeptCache,
} from "../../../../protocol/calls/cacheCalls.js";
import { cacheUses, type CacheUse } from "../../batch/cacheUses.js";
import type { Engine } from "../../engine.js";
import { KeptCaches } from "../../llm/context/keptCaches.js";
import type { ContextCache } from "../../llm/contextCaches.js";
import type { Model } from "../../llm/model.js";
import type { Answerers } from "./answerers.js";

/** A week: what is kept longer by mistake is billed longer. */
const longestTtl = 7 * 24 * 3600;
/** The least that Gemini keeps. */
const leastTtl = 60;
const mostTexts = 100;
const longestText = 16 * 1024 * 1024;

const Ttl = z.number().int().min(leastTtl).max(longestTtl);
const Name = z.string().min(1).max(300);
const Text = z.object({ name: z.string().max(1000), text: z.string().max(longestText) });

export function cacheCalls(engine: Engine): Answerers<(typeof cacheCallsOfServer)[number]> {
  const shown = (caches: KeptCaches, found: readonly ContextCache[]): KeptCache[] => {
    const uses = cacheUses(engine.lane.ledger.database, found);
    return found.map((cache) => ({
      ...cache,
      usdPerHour: caches.perHour(cache),
      users: usersOf(engine, uses.get(cache.name) ?? []),
    }));
  };
  const one = (caches: KeptCaches, found: ContextCache): KeptCache => {
    const [first] = shown(caches, [found]);
    return first ?? { ...found, usdPerHour: caches.perHour(found), users: [] };
  };
  return {
    "caches.list": {
      shape: z.null(),
      work: async (_, signal) => {
        const model = await engine.models.forCaches("");
        if (model.caches === undefined) return { kind: "none", provider: model.provider };
        const caches = await deskOf(engine, model);
        const found = shown(caches, await caches.list(signal));
        return { kind: "listed", provider: model.provider, model: model.id, caches: found };
      },
    },
    "caches.create": {
      shape: z.object({
        ...{ displayName: z.string().max(300), model: z.string().max(300), ttl: Ttl },
        texts: z.array(Text).min(1).max(mostTexts),
      }),
      work: async ({ displayName, model, ttl, texts }, signal) => {
        const caches = await deskFor(engine, model);
        const contents = texts.map(({ text }) => text);
        return one(caches, await caches.create({ displayName, texts: contents, ttl }, signal));
      },
    },
    "caches.extend": {
      shape: z.object({ name: Name, ttl: Ttl }),
      work: async ({ name, ttl }, signal) => {
        const caches = await deskFor(engine);
        return one(caches, await caches.extend(name, ttl, signal));
      },
    },
  };
}

/** What only the extension asks, after the user has agreed. */
export function guardedCaches(engine: Engine): Answerers<(typeof guardedCacheCalls)[number]> {
  return {
    "guarded.deleteCache": {
      shape: z.object({ name: Name }),
      work: async ({ name }, signal) => {
        await (await deskFor(engine)).delete(name, signal);
        return null;
      },
    },
  };
}

/** For a new cache of this model, or for those that are there. */
async function deskFor(engine: Engine, model = ""): Promise<KeptCaches> {
  return deskOf(engine, await engine.models.forCaches(model));
}

async function deskOf(engine: Engine, model: Model): Promise<KeptCaches> {
  return new KeptCaches(model, await engine.models.prices());
}

/** A pool is a job, a list of topics, or a batch of the command line. */
function usersOf(engine: Engine, uses: readonly CacheUse[]): CacheUser[] {
  return [...Map.groupBy(uses, ({ pool }) => pool)].map(([pool, own]) => {
    const requests = own.reduce((sum, use) => sum + use.requests, 0);
    const job = engine.jobs().find(({ id }) => id === pool);
    if (job !== undefined) return { kind: "job", id: pool, label: job.title || job.topic, requests };
    const [first, ...others] = engine.jobsOf(pool);
    if (first !== undefined)
      return { kind: "list", id: pool, label: `${first.title || first.topic} (+${others.length})`, requests };
    return { kind: "batch", id: own[0]?.batch ?? pool, label: own[0]?.displayName ?? pool, requests };
  });
}
