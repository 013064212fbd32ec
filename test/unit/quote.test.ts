import { describe, expect, it } from "vitest";
import { ProblemError } from "../../protocol/problems.js";
import type { Model } from "../../server/src/llm/model.js";
import type { GenerateRequest } from "../../server/src/llm/generate.js";
import { makeQuote, requireAllowed, type QuoteTask } from "../../server/src/quote.js";

const signal = new AbortController().signal;
const half = { input: 1, output: 5 };
const full = { input: 2, output: 10 };

/** Counts a token for each character, where it counts at all. */
function model(id: string, counts: boolean): Model {
  return {
    ...{ id, provider: "gemini" },
    generate: () => Promise.reject(new Error("a quote asks for no answer")),
    countTokens: ({ system, prompt }: GenerateRequest) =>
      Promise.resolve(counts ? system.length + prompt.length : null),
  };
}

function task(more: Partial<QuoteTask> = {}): QuoteTask {
  return {
    topics: [{ topic: "Circles", scenes: 3 }, { topic: "Lines" }],
    planner: model("planner", true),
    coder: model("coder", true),
    sceneSystem: "Rules for scenes.",
    mode: "batch",
    cap: null,
    maxRepairs: 3,
    price: (_model, batch) => (batch ? half : full),
    wait: "a day",
    context: (tokens, requests) => ({ choice: "none", why: `${tokens} ${requests}` }),
    problems: [],
    ...more,
  };
}

describe("a quote", () => {
  it("has a plan for each topic and a scene for each that is wanted, or four", async () => {
    const { requests, models } = await makeQuote(task(), signal);
    expect(requests.expected).toBe(2 + 3 + 4);
    // Each is asked for twice at most, and a scene again for each of its repairs.
    expect(requests.most).toBe(2 * 2 + 2 * 7 * 4);
    expect(models).toEqual(["planner", "coder"]);
  });

  it("costs its tokens both ways, and the chosen way is the price", async () => {
    const { tokens, usd, price } = await makeQuote(task(), signal);
    expect(usd.batch).toBeCloseTo((tokens.prompt * 1 + tokens.completion * 5) / 1e6, 12);
    expect(usd.interactive).toBeCloseTo((usd.batch ?? NaN) * 2, 12);
    expect(price).toBe(usd.batch);
    expect((await makeQuote(task({ mode: "interactive" }), signal)).price).toBe(usd.interactive);
  });

  it("grows with the instructions that every scene is sent", async () => {
    const short = await makeQuote(task(), signal);
    const long = await makeQuote(task({ sceneSystem: "Rules for scenes.".padEnd(1017) }), signal);
    expect(long.tokens.prompt - short.tokens.prompt).toBe(7 * 1000);
  });

  it("says whether the provider counted, and how the instructions are shared", async () => {
    const counted = await makeQuote(task(), signal);
    expect(counted.tokens.counted).toBe("provider");
    const [tokens, requests] = counted.context.why.split(" ").map(Number);
    expect(requests).toBe(7);
    expect(tokens).toBe("Rules for scenes.".length);
    const guessed = await makeQuote(task({ coder: model("coder", false) }), signal);
    expect(guessed.tokens.counted).toBe("estimate");
    expect(guessed.tokens.prompt).toBeGreaterThan(0);
  });

  it("without a known price has none, and holds no cap", async () => {
    const price: QuoteTask["price"] = (asked) => (asked.id === "coder" ? null : full);
    const quote = await makeQuote(task({ price, cap: 100 }), signal);
    expect(quote).toMatchObject({ usd: { interactive: null, batch: null }, price: null, allowed: false });
    expect(quote.problems.map(({ code }) => code)).toEqual(["price-unknown"]);
    expect(() => requireAllowed(quote)).toThrow(/price of planner, coder is not known/);
    expect((await makeQuote(task({ price }), signal)).allowed).toBe(true);
  });

  it("is held against its cap", async () => {
    const { price } = await makeQuote(task(), signal);
    const exact = await makeQuote(task({ cap: price }), signal);
    expect(exact.allowed).toBe(true);
    requireAllowed(exact);
    requireAllowed(null);
    const above = await makeQuote(task({ cap: (price ?? NaN) * 0.999 }), signal);
    expect(above.allowed).toBe(false);
    expect(() => requireAllowed(above)).toThrow(ProblemError);
    expect(() => requireAllowed(above)).toThrow(expect.objectContaining({ quote: above }));
    expect(() => requireAllowed(above)).toThrow(/expected to cost \$0\.\d{4}; the cap is/);
  });
});
