import { describe, expect, it } from "vitest";
import type { BatchEntry, BatchProvider } from "../../../server/src/batch/provider.js";
import {
  quoteRequests,
  requireLeft,
  type QuoteParts,
  type RequestsQuote,
} from "../../../server/src/batch/quoteRequests.js";
import type { RequestGroup } from "../../../server/src/batch/requestGroup.js";
import type { Model } from "../../../server/src/llm/model.js";
import type { GenerateRequest } from "../../../server/src/llm/generate.js";
import { Prices } from "../../../server/src/llm/prices/prices.js";

const prices = new Prices([{ provider: "gemini", model: "m", input: 2, cached: 1, output: 10 }]);
let counted = 0;

function group(requests: BatchEntry["request"][], id = "m", cached = 0): RequestGroup {
  const model: Model = {
    ...{ id, provider: "gemini" },
    generate: () => Promise.reject(new Error("a quote asks for no answer")),
    countTokens: ({ prompt }: GenerateRequest) => {
      counted += 1;
      return Promise.resolve(prompt.length);
    },
  };
  const entries = requests.map((request, index) => ({ id: String(index), request, cached }));
  return { model, batches: {} as BatchProvider, requests: entries };
}

const plain = (length: number, maxOutputTokens: number, cache?: string): BatchEntry["request"] => ({
  kind: "generate",
  request: {
    ...{ label: "", system: "", prompt: "x".repeat(length), temperature: 1, maxOutputTokens },
    ...(cache && { cache }),
  },
});

function quoted(
  groups: RequestGroup[],
  cap: number | null = null,
  mode: QuoteParts["mode"] = "batch",
): Promise<RequestsQuote> {
  const day = new Date("2026-11-21");
  return quoteRequests(groups, { mode, prices, cap, wait: "a day", day }, new AbortController().signal);
}

describe("the quote of plain requests", () => {
  it("counts a few at the provider, and prices both ways", async () => {
    const { quote, most } = await quoted([group([plain(100, 50), plain(300, 5000)])]);
    expect(quote.tokens).toEqual({ prompt: 400, completion: 50 + 1000, counted: "provider" });
    expect(quote.usd.interactive).toBeCloseTo((400 * 2 + 1050 * 10) / 1e6, 12);
    expect(quote.usd.batch).toBeCloseTo((quote.usd.interactive ?? NaN) / 2, 12);
    expect(most).toBeCloseTo((400 * 1 + 5050 * 5) / 1e6, 12);
    const now = await quoted([group([plain(100, 50), plain(300, 5000)])], 0.03, "interactive");
    expect([now.quote.mode, now.quote.price, now.quote.allowed]).toEqual([
      ...["interactive", quote.usd.interactive, false],
    ]);
    expect(now.most).toBeCloseTo((400 * 2 + 5050 * 10) / 1e6, 12);
  });

  it("reckons many from the first twenty", async () => {
    counted = 0;
    const { quote } = await quoted([group(Array.from({ length: 1000 }, () => plain(10, 50)))]);
    expect([counted, quote.tokens.prompt, quote.tokens.counted]).toEqual([20, 10_000, "estimate"]);
  });

  it("takes the bound of a body in the provider's form", async () => {
    const body = { contents: [], generationConfig: { maxOutputTokens: 10 } };
    const { quote } = await quoted([group([{ kind: "rest", body }])]);
    expect([quote.tokens.completion, quote.tokens.counted]).toEqual([10, "estimate"]);
  });

  it("prices what a cache holds as cached", async () => {
    const { quote } = await quoted([group([plain(100, 50, "cachedContents/a")], "m", 5000)]);
    expect(quote.context.choice).toBe("explicit");
    expect(quote.usd.interactive).toBeCloseTo((100 * 2 + 5000 * 1 + 50 * 10) / 1e6, 12);
  });

  it("holds the cap against the longest answers", async () => {
    const groups = [group([plain(100, 10_000)])];
    const { quote, most } = await quoted(groups);
    const cap = (quote.price ?? NaN) * 2;
    expect(cap).toBeLessThan(most ?? NaN);
    expect(() => requireLeft({ quote: { ...quote, cap, allowed: false }, most })).toThrow(/may cost up to/);
    expect((await quoted(groups, cap)).quote.allowed).toBe(false);
    expect((await quoted(groups, most)).quote.allowed).toBe(true);
    requireLeft(await quoted(groups, most));
  });

  it("has no price where one model's is not known, and then holds no cap", async () => {
    const none = await quoted([group([plain(100, 50)]), group([plain(100, 50)], "never-heard-of")], 10);
    expect([none.quote.usd.batch, none.most, none.quote.allowed]).toEqual([null, null, false]);
    expect(none.quote.problems.map(({ code }) => code)).toEqual(["price-unknown"]);
    expect(() => requireLeft(none)).toThrow(/is not known/);
    expect(() => requireLeft(none)).toThrow(expect.objectContaining({ quote: none.quote }));
  });
});
