import { describe, expect, it } from "vitest";
import data from "../../../../server/src/llm/gemini/models.json" with { type: "json" };
import { costOf, defaultModels, modelName } from "../../../../server/src/llm/gemini/models.js";

const tokens = { promptTokens: 1_000_000, cachedTokens: 0, completionTokens: 1_000_000 };
const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

describe("modelName", () => {
  it.each([
    ["", defaultModels.planner],
    ["gemini/gemini-3.6-flash", "gemini-3.6-flash"],
    ["models/gemini-3.6-flash", "gemini-3.6-flash"],
    [" gemini-3.1-pro-preview ", "gemini-3.1-pro-preview"],
  ])("%j is %s", (setting, name) => expect(modelName(setting, "planner")).toBe(name));

  it.each(["openai/gpt-6", "gemini/../files", "a b", "gemini-3?key=x", "x".repeat(200)])("refuses %j", (setting) =>
    expect(() => modelName(setting, "scene")).toThrow(/not a Gemini model/),
  );
});

describe("costOf", () => {
  it("charges input, cached input and output apart", () => {
    const cached = { promptTokens: 2_000_000, cachedTokens: 1_000_000, completionTokens: 100_000 };
    expect(costOf("gemini-3.5-flash-lite", cached, on("2026-11-21"))).toBeCloseTo(0.3 + 0.03 + 0.25, 10);
  });

  it("follows a price that changes on a day", () => {
    expect(costOf("gemini-3.8-flash", tokens, on("2026-12-31"))).toBeCloseTo(4.5, 10);
    expect(costOf("gemini-3.8-flash", tokens, on("2027-01-01"))).toBeCloseTo(9, 10);
  });

  it("knows builds of a model, but takes no other model for one", () => {
    expect(costOf("gemini-3.8-flash-001", tokens, on("2026-11-21"))).toBeCloseTo(4.5, 10);
    expect(costOf("gemini-3.8-flash-preview-09-2026", tokens, on("2026-11-21"))).toBeCloseTo(4.5, 10);
    expect(costOf("gemini-3.8-flash-image", tokens, on("2026-11-21"))).toBeNull();
    expect(costOf("gemini-3.5-flash-lite", tokens, on("2026-11-21"))).toBeCloseTo(2.8, 10);
  });

  it("is null, not zero, for an unknown model, a price that has ended, and a prompt beyond the priced size", () => {
    expect(costOf("gemini-9", tokens, on("2026-11-21"))).toBeNull();
    expect(costOf("gemini-2.5-flash", tokens, on("2026-12-02"))).toBeNull();
    expect(costOf("gemini-3.1-pro-preview", tokens, on("2026-11-21"))).toBeNull();
  });
});

describe("models.json", () => {
  it("has a lasting price for each default, and its dates in order", () => {
    for (const model of Object.values(data.defaults)) {
      expect(
        costOf(model, { promptTokens: 1, cachedTokens: 0, completionTokens: 1 }, on("2030-01-01")),
      ).toBeGreaterThan(0);
      const untils = data.prices.filter((price) => price.model === model).map(({ until }) => until ?? "9999");
      expect(untils).toEqual([...untils].sort());
    }
    expect(data.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
