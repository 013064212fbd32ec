import { describe, expect, it } from "vitest";
import data from "../../../../server/src/llm/gemini/models.json" with { type: "json" };
import { defaultModels, modelName } from "../../../../server/src/llm/gemini/models.js";
import { costOf } from "../../../../server/src/llm/prices/prices.js";

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

describe("models.json", () => {
  it("has a lasting price for each default, and its dates in order", () => {
    for (const model of Object.values(data.defaults)) {
      expect(
        costOf("gemini", model, { promptTokens: 1, cachedTokens: 0, completionTokens: 1 }, on("2030-01-01")),
      ).toBeGreaterThan(0);
      const untils = data.prices.filter((price) => price.model === model).map(({ until }) => until ?? "9999");
      expect(untils).toEqual([...untils].sort());
    }
    expect(data.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
