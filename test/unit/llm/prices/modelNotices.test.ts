import { describe, expect, it } from "vitest";
import { retiring, swapped } from "../../../../server/src/llm/prices/modelNotices.js";

const on = (day: string): Date => new Date(`${day}T12:00:00Z`);

describe("retiring", () => {
  it.each([
    ["gemini-2.5-pro", "2026-10-31", null],
    ["gemini-2.5-pro", "2026-11-02", "ends on 2026-12-01"],
    ["gemini-2.5-flash-001", "2026-11-21", "ends on 2026-12-01"],
    ["gemini-2.5-flash", "2026-12-24", "has ended on 2026-12-01"],
    ["gemini-2.5-flash-lite", "2026-11-21", null],
    ["gemini-3.8-flash", "2026-11-21", null],
  ])("%s on %s: %s", (model, day, says) => {
    const found = retiring("gemini", model, on(day));
    expect(found?.code).toBe(says === null ? undefined : "model-retiring");
    expect(found?.message ?? "").toContain(says ?? "");
  });

  it("says nothing of another provider's model of that name", () => {
    expect(retiring("openai", "gemini-2.5-pro", on("2026-11-21"))).toBeNull();
  });
});

describe("swapped", () => {
  it.each([
    ["gemini-3.8-flash", "gemini-3.8-flash"],
    ["gemini-3.8-flash", "gemini-3.8-flash-001"],
    ["gemini-3.8-flash-001", "gemini-3.8-flash"],
    ["gemini-flash-latest", "gemini-3.8-flash"],
    ["gpt-6", "gpt-6-2026-05-01"],
  ])("%s may be answered by %s", (model, modelVersion) => expect(swapped({ model, modelVersion })).toBeNull());

  it.each([
    ["gemini-2.5-flash", "gemini-3.8-flash"],
    ["gemini-3.5-flash", "gemini-3.5-flash-lite"],
    ["gpt-6", "gpt-6-mini"],
  ])("%s is not %s", (model, modelVersion) => {
    const found = swapped({ model, modelVersion });
    expect(found).toMatchObject({ code: "model-swapped" });
    expect(found?.message).toContain(modelVersion);
  });
});
