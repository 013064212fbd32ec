import { describe, expect, it } from "vitest";
import type { Total } from "../../../../protocol/calls/totalsCalls.js";
import { monthWords } from "../../../../webview/src/durations.js";
import { barsOf, metrics, type MetricId } from "../../../../webview/src/totals/metrics.js";

const total = (more: Partial<Total> = {}): Total => ({
  ...{ requests: 2, tokens: { prompt: 1000, completion: 234, cached: 5 }, usd: 1.5, seconds: 3725 },
  ...{ kwh: { low: 0.0012, high: 0.00456 }, kgco2e: { low: 1.25, high: 1.25 }, unknown: { usd: 0, energy: 0 } },
  ...more,
});
const words = (id: MetricId, of = total()): string | undefined => metrics.find((metric) => metric.id === id)?.words(of);

describe("the figures of a total", () => {
  it("are said with their units, ranges with two digits that count", () => {
    expect(words("usd")).toBe("$1.50");
    expect(words("tokens")).toBe("1,234");
    expect(words("kwh")).toBe("1.2 to 4.6 Wh");
    expect(words("kgco2e")).toBe("1.3 kg CO₂e");
    expect(words("seconds")).toBe("1 h 2 min");
    expect(monthWords("2026-11")).toBe("Nov 2026");
  });

  it("are said to be unknown, and not to be zero, where nothing is known", () => {
    const unknown = total({ usd: null, kwh: null, kgco2e: null, seconds: null });
    expect(words("usd", unknown)).toBe("price not known");
    for (const id of ["kwh", "kgco2e", "seconds"] as const) expect(words(id, unknown)).toBe("not known");
    expect(words("usd", total({ usd: 0 }))).toBe("$0.00");
  });

  it("are bars on one scale, of which the longest is whole", () => {
    expect(barsOf([{ low: 1, high: 4 }, null, { low: 2, high: 2 }])).toEqual([
      { least: 0.25, most: 1 },
      null,
      { least: 0.5, most: 0.5 },
    ]);
    expect(barsOf([{ low: 0, high: 0 }])).toEqual([null]);
    expect(barsOf([])).toEqual([]);
  });
});
