import { describe, expect, it } from "vitest";
import type { ContextWish } from "../../../../protocol/job.js";
import { chosenContext } from "../../../../server/src/llm/context/chosenContext.js";
import type { SharedContext } from "../../../../server/src/llm/context/planContext.js";

const prices = { input: 0.3, cached: 0.03, storagePerMillionTokensPerHour: 1, output: 2.5 };
const chosen = (wish: ContextWish, more: Partial<SharedContext> = {}) =>
  chosenContext(wish, {
    ...{ tokens: 6000, requests: 40, prices, minimumTokens: 2048, ttl: 3600, batch: true, explicitCaches: true },
    ...more,
  });

describe("the context that was chosen", () => {
  it("is the advice where nothing is wished", () => {
    expect(chosen("auto")).toMatchObject({ choice: "none", saves: 0 });
    expect(chosen("auto", { requests: 500 })).toMatchObject({ choice: "explicit", advice: { choice: "explicit" } });
  });

  it("is the wish, with the advice beside it and what the wish costs more", () => {
    const explicit = chosen("explicit");
    expect(explicit).toMatchObject({ choice: "explicit", advice: { choice: "none" } });
    expect(explicit.saves).toBeCloseTo(0.006 * 0.15 * 40 - (0.006 * (0.3 + 50) + 0.006 * 0.03 * 40), 10);
    expect(explicit.why).toContain("against $0.036 without");
    expect(chosen("none", { requests: 500 })).toMatchObject({
      choice: "none",
      advice: { choice: "explicit" },
      saves: 0,
    });
    expect(chosen("implicit")).toMatchObject({ choice: "implicit", saves: 0 });
  });

  it("says what keeps a cache from being made", () => {
    expect(chosen("explicit", { tokens: 900 })).toMatchObject({ choice: "none", saves: 0 });
    expect(chosen("explicit", { tokens: 900 }).why).toContain("needs 2,048");
    expect(chosen("explicit", { explicitCaches: false }).why).toContain("the provider has none");
  });

  it("reckons no saving while no price is known", () => {
    expect(chosen("explicit", { prices: null })).toMatchObject({ choice: "explicit", saves: null });
  });
});
