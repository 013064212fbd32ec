import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import { KeptCaches } from "../../../../server/src/llm/context/keptCaches.js";
import type { ContextCache, ContextCaches } from "../../../../server/src/llm/contextCaches.js";
import type { Model } from "../../../../server/src/llm/model.js";
import { builtInPrices } from "../../../../server/src/llm/prices/prices.js";

const { signal } = new AbortController();
const kept = (more: Partial<ContextCache> = {}): ContextCache => ({
  ...{ name: "cachedContents/1", displayName: "mine", model: "gemini-3.5-flash", tokens: 1_000_000 },
  ...{ createdAt: "2026-11-21T09:00:00Z", expiresAt: "2026-11-21T10:00:00Z" },
  ...more,
});

/** A provider that holds these caches and notes what it was asked to make. */
function desk(found: ContextCache[]): { caches: KeptCaches; made: unknown[] } {
  const made: unknown[] = [];
  const provider: Partial<ContextCaches> = {
    list: () => Promise.resolve({ ok: true, value: found }),
    create: (cache) => {
      made.push(cache);
      return Promise.resolve({ ok: true, value: kept({ displayName: cache.displayName }) });
    },
  };
  const model = { id: "gemini-3.5-flash", provider: "gemini", caches: provider } as Model;
  return { caches: new KeptCaches(model, builtInPrices), made };
}

describe("context caches by our names", () => {
  it("are made of all the texts, for the desk's model", async () => {
    const { caches, made } = desk([]);
    await caches.create({ displayName: "new", texts: ["a", "b"], ttl: 60 }, signal);
    expect(made).toEqual([{ displayName: "new", model: "gemini-3.5-flash", system: "a\nb", ttl: 60 }]);
  });

  it("are not made twice for one model, nor under a name that no prompt can use", async () => {
    const { caches, made } = desk([kept()]);
    const create = (displayName: string) => caches.create({ displayName, texts: ["a"], ttl: 60 }, signal);
    await expect(create("mine")).rejects.toThrow(/mine is there until 2026-11-21T10:00:00Z/);
    for (const name of ["", "with space", "x".repeat(121)]) await expect(create(name)).rejects.toThrow(ProblemError);
    expect(made).toEqual([]);
  });

  it("may share a name with one of another model", async () => {
    const { caches, made } = desk([kept({ model: "gemini-3.5-pro" })]);
    await caches.create({ displayName: "mine", texts: ["a"], ttl: 60 }, signal);
    expect(made).toHaveLength(1);
  });

  it("have a price by the hour where it is known", () => {
    const { caches } = desk([]);
    expect(caches.perHour(kept())).toBeGreaterThan(0);
    expect(caches.perHour(kept({ tokens: null }))).toBeNull();
    expect(caches.perHour(kept({ model: "nobody-knows-it" }))).toBeNull();
  });

  it("are refused for a provider that has none", () => {
    expect(() => new KeptCaches({ id: "m", provider: "openai" } as Model, builtInPrices)).toThrow(/no context caches/);
  });
});
