import { describe, expect, it } from "vitest";
import {
  batchTtl,
  breakEven,
  planContext,
  type SharedContext,
} from "../../../../server/src/llm/context/planContext.js";

/** Gemini's 2.5-flash at the time of writing. */
const prices = { input: 0.3, cached: 0.03, storagePerMillionTokensPerHour: 1, output: 2.5 };
const context = (more: Partial<SharedContext>): SharedContext => ({
  ...{ tokens: 6000, requests: 40, prices, minimumTokens: 2048, ttl: 3600, batch: false, explicitCaches: true },
  ...more,
});

describe("planContext", () => {
  it("counts what each choice costs", () => {
    const { costs, choice, saves } = planContext(context({ implicitHitRate: 0.5 }));
    expect(costs.none).toBeCloseTo(0.006 * 0.3 * 40, 10);
    expect(costs.explicit).toBeCloseTo(0.006 * (0.3 + 1) + 0.006 * 0.03 * 40, 10);
    expect(costs.implicit).toBeCloseTo(0.006 * 0.3 * 20.5 + 0.006 * 0.03 * 19.5, 10);
    expect(choice).toBe("explicit");
    expect(saves).toBeCloseTo(costs.none! - costs.explicit!, 10);
  });

  it("takes a batch's storage over two days, and its half price for what is sent, into account", () => {
    const few = planContext(context({ batch: true, requests: 40 }));
    expect(few).toMatchObject({ choice: "none", saves: 0, ttl: batchTtl });
    expect(few.costs.none).toBeCloseTo(0.006 * 0.15 * 40, 10);
    expect(few.costs.explicit).toBeCloseTo(0.006 * (0.3 + 50) + 0.006 * 0.03 * 40, 10);
    expect(few.why).toContain("pays from 420 requests");
    expect(planContext(context({ batch: true, requests: 419 })).choice).toBe("none");
    expect(planContext(context({ batch: true, requests: 420 })).choice).toBe("explicit");
    expect(batchTtl).toBeGreaterThan(48 * 3600);
    expect(planContext(context({ batch: true, ttl: 80 * 3600 })).ttl).toBe(80 * 3600);
  });

  it.each([
    [{ requests: 1 }, "none", "nobody to share"],
    [{ requests: 0 }, "none", "nobody to share"],
    [{ tokens: 2047 }, "none", "fewer than 2,048"],
    [{ tokens: 4000, minimumTokens: 4096 }, "none", "fewer than 4,096"],
    [{ requests: 3 }, "implicit", "pays from 5 requests"],
    [{ explicitCaches: false }, "implicit", "has no explicit caches"],
    [{ explicitCaches: false, batch: true }, "none", "has no explicit caches"],
    [{ explicitCaches: false, implicitHitRate: 0 }, "none", "has no explicit caches"],
    [{ prices: { ...prices, cached: 0.3 } }, "none", "would cost"],
    [{ prices: { ...prices, cached: 0.5 } }, "none", "would cost"],
    [{ implicitHitRate: 1 }, "implicit", "would cost"],
    [{ prices: { ...prices, storagePerMillionTokensPerHour: null } }, "implicit", "storage is not known"],
    [{ requests: 40, implicitHitRate: 0 }, "explicit", "against $0.072 without"],
  ] as [Partial<SharedContext>, string, string][])("%j is %s, since %s", (more, choice, why) => {
    const planned = planContext(context(more));
    expect(planned.choice).toBe(choice);
    expect(planned.why).toContain(why);
    expect(planned.saves).toBeGreaterThanOrEqual(0);
  });

  it("stores nothing that is paid by the hour while no price is known, and claims no saving", () => {
    expect(planContext(context({ prices: null }))).toMatchObject({ choice: "implicit", saves: null });
    expect(planContext(context({ prices: null, batch: true }))).toMatchObject({ choice: "none", saves: null });
  });

  it("is never beaten by another choice", () => {
    for (const batch of [true, false])
      for (const requests of [2, 5, 21, 400, 10_000])
        for (const tokens of [2048, 30_000, 900_000])
          for (const implicitHitRate of [0, 0.3, 1]) {
            const { choice, costs } = planContext(context({ batch, requests, tokens, implicitHitRate }));
            expect(costs[choice]).toBe(Math.min(costs.none!, costs.implicit!, costs.explicit!));
          }
  });

  it("knows from how many requests on a cache pays", () => {
    const count = breakEven({ tokens: 6000, prices, batch: false, ttl: 3600 });
    const costs = (requests: number) => planContext(context({ requests, implicitHitRate: 0 })).costs;
    expect(costs(count).explicit).toBeLessThan(costs(count).none!);
    expect(costs(count - 1).explicit).toBeGreaterThanOrEqual(costs(count - 1).none!);
    expect(breakEven({ tokens: 6000, prices: { ...prices, cached: 0.4 }, batch: false, ttl: 1 })).toBe(Infinity);
  });
});
