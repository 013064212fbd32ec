import { describe, expect, it } from "vitest";
import type { BatchEntry, BatchProvider, NewBatch } from "../../../../server/src/batch/provider.js";
import type { ContextCache } from "../../../../server/src/llm/contextCaches.js";
import { cachedContext } from "../../../../server/src/llm/context/cachedContext.js";
import type { Model } from "../../../../server/src/llm/model.js";
import { builtInPrices } from "../../../../server/src/llm/prices/prices.js";

interface Stage {
  model: Model;
  sent: NewBatch[];
  made: { displayName: string; ttl: number }[];
  caches: ContextCache[];
  lines: string[];
}

/** A provider whose system text has so many tokens; `refuses` makes it turn caches away. */
function stage(tokens: number | null, refuses = false): Stage {
  const [sent, made, caches, lines]: [NewBatch[], Stage["made"], ContextCache[], string[]] = [[], [], [], []];
  const batches = {
    create: (batch: NewBatch) => {
      sent.push(batch);
      return Promise.resolve({ kind: "unsent", problem: {}, delay: null });
    },
  } as unknown as BatchProvider;
  const inner = {
    id: "gemini-3.8-flash",
    provider: "gemini",
    generate: () => Promise.reject(new Error("not asked")),
    countTokens: () => Promise.resolve(tokens),
    batches,
    caches: {
      list: () => Promise.resolve({ ok: true, value: caches }),
      create: (asked: { displayName: string; model: string; ttl: number }) => {
        if (refuses) return Promise.resolve({ ok: false, problem: { message: "no room" } });
        made.push(asked);
        const name = `cachedContents/${made.length}`;
        const expiresAt = new Date(Date.now() + asked.ttl * 1000).toISOString();
        caches.push({ name, displayName: asked.displayName, model: asked.model, tokens, createdAt: "", expiresAt });
        return Promise.resolve({ ok: true, value: caches.at(-1) });
      },
    },
  } as unknown as Model;
  const log = { info: (line: string) => void lines.push(line), warn: (line: string) => void lines.push(line) };
  return {
    ...{ sent, made, caches, lines },
    model: cachedContext(inner, builtInPrices, { ...log, error: log.warn }),
  };
}

function batchOf(count: number, system = "rules"): NewBatch {
  const entry = (index: number): BatchEntry => ({
    key: `k${index}`,
    request: {
      kind: "generate",
      request: { label: "", system, prompt: `p${index}`, temperature: 0, maxOutputTokens: 1 },
    },
  });
  const entries = Array.from({ length: count }, (_, index) => entry(index));
  const ignore = (): void => undefined;
  return { displayName: "d", model: "m", entries, form: "inline", file: null, uploaded: ignore, sending: ignore };
}

const send = (on: Stage, batch: NewBatch) => on.model.batches?.create(batch, new AbortController().signal);
const cachesOf = ({ sent }: Stage): unknown[] =>
  (sent.at(-1)?.entries ?? []).map(({ request }) => (request.kind === "generate" ? request.request.cache : null));

describe("the context of a batch", () => {
  it("is stored once where many requests share it, and lives longer than a batch may take", async () => {
    const on = stage(40_000);
    await send(on, batchOf(400));
    expect(new Set(cachesOf(on))).toEqual(new Set(["cachedContents/1"]));
    expect(on.made).toHaveLength(1);
    expect(on.made[0]?.ttl).toBeGreaterThan(48 * 3600);
    expect(on.lines.join("\n")).toContain("Explicit cache");
  });

  it("is found again by the next batch", async () => {
    const on = stage(40_000);
    await send(on, batchOf(400));
    await send(on, batchOf(400));
    expect(on.made).toHaveLength(1);
    expect(new Set(cachesOf(on))).toEqual(new Set(["cachedContents/1"]));
  });

  it("is made anew when the one there is would expire under the batch", async () => {
    const on = stage(40_000);
    await send(on, batchOf(400));
    on.caches[0]!.expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await send(on, batchOf(400));
    expect(on.made).toHaveLength(2);
  });

  it.each([
    ["a few requests share it", 40_000, 3],
    ["it is short", 500, 400],
    ["its tokens could not be counted", null, 400],
  ])("is sent each time when %s", async (_why, tokens, count) => {
    const on = stage(tokens);
    const batch = batchOf(count);
    await send(on, batch);
    expect(on.made).toEqual([]);
    expect(on.sent[0]).toBe(batch);
  });

  it("is sent each time when the provider refuses the cache", async () => {
    const on = stage(40_000, true);
    await send(on, batchOf(400));
    expect(new Set(cachesOf(on))).toEqual(new Set([undefined]));
    expect(on.lines.join("\n")).toContain("no room");
  });

  it("is stored where the user wishes it, and never where he does not", async () => {
    const wished = stage(40_000);
    const explicit = cachedContext(wished.model, builtInPrices, silent, "explicit");
    await explicit.batches?.create(batchOf(3), new AbortController().signal);
    expect(wished.made).toHaveLength(1);
    expect(new Set(cachesOf(wished))).toEqual(new Set(["cachedContents/1"]));
    const plain = {} as Model;
    expect(cachedContext(plain, builtInPrices, silent, "explicit")).toBe(plain);
    for (const wish of ["implicit", "none"] as const)
      expect(cachedContext(wished.model, builtInPrices, silent, wish)).toBe(wished.model);
  });
});

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
