import { describe, expect, it } from "vitest";
import { problem } from "../../../../protocol/problems.js";
import { readCacheName, resolveCache } from "../../../../server/src/llm/context/cacheNames.js";
import type { CacheOutcome, ContextCache } from "../../../../server/src/llm/contextCaches.js";

describe("@use_cache at the beginning of a prompt", () => {
  it.each([
    ["@use_cache rules\nWrite it.", "rules", "Write it."],
    ["@use_cache rules Write it.", "rules", "Write it."],
    ["\uFEFF\n  @use_cache rules\r\nWrite it.", "rules", "Write it."],
    ['@use_cache "my rules"\nWrite it.', "my rules", "Write it."],
    ["@use_cache 'my rules' Write it.", "my rules", "Write it."],
    ["@use_cache cachedContents/ab-1\n\nWrite it.", "cachedContents/ab-1", "\nWrite it."],
    ["@use_cache rules", "rules", ""],
    ["@use_cache\nWrite it.", "", "Write it."],
    ["@use_cache", "", ""],
    ["Write it.\n@use_cache rules", null, "Write it.\n@use_cache rules"],
    ["@use_caches rules", null, "@use_caches rules"],
    ["Say @use_cache rules", null, "Say @use_cache rules"],
    ["", null, ""],
  ])("%j names %j", (text, cache, prompt) => {
    expect(readCacheName(text)).toEqual({ cache, prompt });
  });
});

describe("the cache that is meant", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const cache = (name: string, displayName: string, more: Partial<ContextCache> = {}): ContextCache => ({
    ...{ name, displayName, model: "models/flash", tokens: 5000, createdAt: "2026-11-20T00:00:00Z" },
    ...{ expiresAt: "2026-11-22T00:00:00Z", ...more },
  });
  const list = [
    cache("cachedContents/a", "rules"),
    cache("cachedContents/b", "rules", { expiresAt: "2026-11-24T00:00:00Z" }),
    cache("cachedContents/c", "other", { model: "models/pro" }),
    cache("cachedContents/d", "old", { expiresAt: "2026-11-21T11:59:59Z" }),
  ];
  const signal = new AbortController().signal;
  let asked = 0;
  const caches = (value: CacheOutcome<ContextCache[]> = { ok: true, value: list }) => ({
    list: () => {
      asked += 1;
      return Promise.resolve(value);
    },
  });
  const resolve = (text: string, from: ReturnType<typeof caches> | undefined = caches()) =>
    resolveCache(text, "flash", from, now, signal);

  it("is found by our name or the provider's, the one that lives longest", async () => {
    expect(await resolve("@use_cache rules\nGo.")).toEqual({ ok: true, prompt: "Go.", cache: "cachedContents/b" });
    expect(await resolve("@use_cache cachedContents/a\nGo.")).toMatchObject({ cache: "cachedContents/a" });
  });

  it("is not looked for when none is named", async () => {
    asked = 0;
    expect(await resolve("Go.")).toEqual({ ok: true, prompt: "Go.", cache: null });
    expect(asked).toBe(0);
  });

  it.each([
    ["@use_cache nothing\nGo.", "no context cache"],
    ["@use_cache other\nGo.", "is of models/pro"],
    ["@use_cache old\nGo.", "expired at 2026-11-21T11:59:59Z"],
    ["@use_cache\nGo.", "names no cache"],
  ])("%j is a problem: %s", async (text, message) => {
    const found = await resolve(text);
    expect(found).toMatchObject({ ok: false, problem: { code: "cache-missing" } });
    expect(found.ok ? "" : found.problem.message).toContain(message);
  });

  it("is a problem for a provider without caches, and the provider's own where its list fails", async () => {
    expect(await resolveCache("@use_cache rules", "m", undefined, now, signal)).toMatchObject({
      problem: { code: "cache-missing" },
    });
    const failing = caches({ ok: false, problem: problem("provider-unavailable", "It is down.") });
    expect(await resolve("@use_cache rules", failing)).toMatchObject({ problem: { code: "provider-unavailable" } });
  });
});
