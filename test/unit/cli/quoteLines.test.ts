import { describe, expect, it } from "vitest";
import type { Quote } from "../../../protocol/batch.js";
import { money, quoteLines } from "../../../server/src/cli/quoteLines.js";

const quote: Quote = {
  ...{ provider: "gemini", models: ["gemini-x"], mode: "batch", price: 0.042, cap: 2, allowed: true, problems: [] },
  requests: { expected: 9, most: 60 },
  tokens: { prompt: 1200, completion: 3400, counted: "provider" },
  usd: { interactive: 0.084, batch: 0.042 },
  wait: "target 24 h, expires at 48 h",
  context: { choice: "none", why: "nobody shares it." },
};

describe("money", () => {
  it.each([
    [null, "price unknown"],
    [0, "$0.0000"],
    [0.000_02, "under $0.0001"],
    [0.0123, "$0.0123"],
    [1.239, "$1.24"],
  ])("%j is shown as %s", (usd, shown) => expect(money(usd)).toBe(shown));
});

describe("a quote in words", () => {
  it("has requests, tokens, both prices, the cap, the wait and the context", () => {
    expect(quoteLines(quote)).toEqual([
      "gemini-x: 9 requests (at most 60), about 1200 tokens in (counted by the provider) and 3400 out",
      "at once $0.0840, as a batch $0.0420; chosen: batch, $0.0420, cap $2.00",
      "expected wait: target 24 h, expires at 48 h",
      "context: none: nobody shares it.",
    ]);
  });

  it("says that a price is not known, and no cap where there is none", () => {
    const unknown: Quote = { ...quote, usd: { interactive: null, batch: null }, price: null, cap: null };
    expect(quoteLines(unknown)[1]).toBe(
      "at once price unknown, as a batch price unknown; chosen: batch, price unknown",
    );
    const guessed: Quote = { ...quote, tokens: { ...quote.tokens, counted: "estimate" } };
    expect(quoteLines(guessed)[0]).toContain("(estimated)");
  });
});
