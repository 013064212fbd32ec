import { describe, expect, it } from "vitest";
import { costOf, Prices } from "../../../../server/src/llm/prices/prices.js";

const tokens = { promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 1_000_000 };
const cached = { promptTokens: 2_000_000, cachedTokens: 1_000_000, completionTokens: 100_000 };
const on = (day: string): Date => new Date(`${day}T12:00:00Z`);
const today = on("2026-11-21");

describe("costOf a Gemini model", () => {
  it("charges input, cached input and output apart", () => {
    expect(costOf("gemini", "gemini-3.5-flash-lite", cached, today)).toBeCloseTo(0.3 + 0.03 + 0.25, 10);
  });

  it("halves a batch, but not the tokens that come from a cache", () => {
    expect(costOf("gemini", "gemini-3.5-flash-lite", cached, today, { batch: true })).toBeCloseTo(
      0.15 + 0.03 + 0.125,
      10,
    );
    expect(costOf("gemini", "gemini-3.8-flash", tokens, today, { batch: true })).toBeCloseTo(2.25, 10);
  });

  it("follows a price that changes on a day", () => {
    expect(costOf("gemini", "gemini-3.8-flash", tokens, on("2026-12-31"))).toBeCloseTo(4.5, 10);
    expect(costOf("gemini", "gemini-3.8-flash", tokens, on("2027-01-01"))).toBeCloseTo(9, 10);
  });

  it("knows builds of a model, but takes no other model for one", () => {
    expect(costOf("gemini", "gemini-3.8-flash-001", tokens, today)).toBeCloseTo(4.5, 10);
    expect(costOf("gemini", "gemini-3.8-flash-preview-09-2026", tokens, today)).toBeCloseTo(4.5, 10);
    expect(costOf("gemini", "gemini-3.8-flash-imaginary", tokens, today)).toBeNull();
    expect(costOf("gemini", "gemini-3.5-flash-lite", tokens, today)).toBeCloseTo(2.8, 10);
  });

  it("is null, not zero, for an unknown model, a price that has ended, and a prompt beyond the priced size", () => {
    expect(costOf("gemini", "gemini-9", tokens, today)).toBeNull();
    expect(costOf("gemini", "gemini-2.5-flash", tokens, on("2026-12-02"))).toBeNull();
    expect(costOf("gemini", "gemini-3.1-pro-preview", tokens, today)).toBeNull();
  });

  it("takes no more cached tokens than the prompt had", () => {
    const odd = { promptTokens: 1_000_000, cachedTokens: 5_000_000, completionTokens: 0 };
    expect(costOf("gemini", "gemini-3.5-flash-lite", odd, today)).toBeCloseTo(0.03, 10);
  });
});

describe("costOf other providers' models", () => {
  it("comes from the package, cached tokens apart, half of it for a batch", () => {
    // 1.25 in, 0.125 cached, 10 out.
    expect(costOf("openai", "gpt-5", cached, today)).toBeCloseTo(1.25 + 0.125 + 1, 10);
    expect(costOf("openai", "gpt-5", cached, today, { batch: true })).toBeCloseTo((1.25 + 0.125 + 1) / 2, 10);
  });

  it("goes by the server's address where there is one", () => {
    expect(costOf("https://api.openai.com/v1", "gpt-5", tokens, today)).toBeCloseTo(11.25, 10);
    expect(costOf("http://127.0.0.1:11434/v1", "gpt-5", tokens, today)).toBeNull();
  });

  it.each([
    ["openai", "a-model-of-next-year"],
    ["nobody", "gpt-5"],
    ["editor", "copilot/gpt-5"],
  ])("is null for %s %s", (provider, model) => expect(costOf(provider, model, tokens, today)).toBeNull());
});

describe("Prices of the user's own", () => {
  const own = new Prices([
    { provider: "gemini", model: "gemini-3.8-flash", input: 1, cached: 0.5, output: 2, until: "2026-11-30" },
    { model: "llama", input: 0.1, cached: 0.1, output: 0.1 },
  ]);

  it("come before what is built in, also where they have ended", () => {
    expect(own.costOf("gemini", "gemini-3.8-flash", cached, today)).toBeCloseTo(1 + 0.5 + 0.2, 10);
    expect(own.costOf("gemini", "gemini-3.8-flash", cached, on("2026-12-01"))).toBeNull();
    expect(own.costOf("gemini", "gemini-3.5-flash-lite", tokens, today)).toBeCloseTo(2.8, 10);
  });

  it("hold for their provider, or for any", () => {
    expect(own.costOf("http://127.0.0.1:11434/v1", "llama", tokens, today)).toBeCloseTo(0.2, 10);
    expect(own.costOf("openai", "gemini-3.8-flash", tokens, today)).toBeNull();
  });
});
