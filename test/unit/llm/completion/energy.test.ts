import { expect, test } from "vitest";
import { energySource, footprintOf } from "../../../../server/src/llm/completion/energy.js";
import models from "../../../../server/src/llm/gemini/models.json" with { type: "json" };

const tokens = (prompt: number, completion: number, cached = 0) => ({
  prompt,
  completion,
  cached,
  total: prompt + completion,
});

test("the range is the stated formula over the published figures", () => {
  const { kwh, kgco2e } = footprintOf("gemini-3.8-flash", tokens(2000, 1000))!;
  // Low: Google's 0.24 Wh for an answer of 500 tokens, at 0.03 g.
  expect(kwh.low).toBeCloseTo((1000 * (0.24 / 500)) / 1000, 12);
  expect(kgco2e.low).toBeCloseTo((1000 * (0.03 / 500)) / 1000, 12);
  // High: EcoLogits with 300 of 440 billion parameters at work on 16 GPUs, at the slowest speed, and the prompt.
  const gpu = 1.1665273170451914e-6 * Math.exp(-0.011205921025579175 * 64) * 300 + 4.052928146734005e-5;
  const perToken = (16 * gpu + (1200 * 16) / (8 * 64 * 60.4 * 3600)) * 1.09;
  expect(kwh.high).toBeCloseTo((1000 * perToken + 2000 * (40 / 100_000)) / 1000, 12);
  expect(kgco2e.high).toBeCloseTo(kwh.high * 0.47301, 12);
});

test("a small model's least figure is EcoLogits', not that of a median prompt", () => {
  const { kwh } = footprintOf("gemini-3.5-flash-lite", tokens(0, 1000))!;
  const gpu = 1.1665273170451914e-6 * Math.exp(-0.011205921025579175 * 64) * 8 + 4.052928146734005e-5;
  expect(kwh.low).toBeCloseTo((gpu + 1200 / (8 * 64 * 76.9 * 3600)) * 1.09, 12);
  expect(kwh.low).toBeLessThan(0.24 / 500);
});

test("ranges grow with the tokens, and a pro model's lies above a flash model's", () => {
  const [flash, pro] = ["gemini-3.8-flash", "gemini-3.1-pro-preview"].map((model) =>
    footprintOf(model, tokens(100, 100))!,
  );
  expect(pro!.kwh.high).toBeGreaterThan(flash!.kwh.high);
  const double = footprintOf("gemini-3.8-flash", tokens(200, 200))!;
  expect(double.kwh.high).toBeCloseTo(flash!.kwh.high * 2, 12);
  expect(double.kgco2e.low).toBeCloseTo(flash!.kgco2e.low * 2, 12);
});

test("the default models, and OpenAI's, have a range with low below high", () => {
  const others = [
    "gpt-5",
    "gpt-5.4",
    "gpt-5-mini",
    "gpt-5.1-nano",
    "gpt-4o",
    "gpt-4o-2024-11-20",
    "gpt-4o-mini",
    "gpt-4.1",
  ];
  for (const model of [...Object.values(models.defaults), ...others, "models/gemini-3.8-flash-001"]) {
    const { kwh, kgco2e } = footprintOf(model, tokens(1000, 1000)) ?? { kwh: null, kgco2e: null };
    expect(kwh?.low, model).toBeGreaterThan(0);
    expect(kwh?.high, model).toBeGreaterThan(kwh?.low ?? Infinity);
    expect(kgco2e?.high, model).toBeGreaterThan(kgco2e?.low ?? Infinity);
    // Between a tenth of Google's median prompt and an hour of a 100 W lamp for two pages: no slip of a unit.
    expect(kwh?.low, model).toBeGreaterThan(0.00002);
    expect(kwh?.high, model).toBeLessThan(0.1);
  }
});

test.each(["llama3.3:70b", "qwen3-coder", "templates", "gpt-9000", "gemini", "my-gemini-3.8-flash"])(
  "nothing is said of %s",
  (model) => {
    expect(footprintOf(model, tokens(1000, 1000))).toBeNull();
  },
);

test("the source names who says it and when", () => {
  expect(energySource).toMatch(/2026-11-21.*EcoLogits 0\.9\.3.*Google.*August 2025.*Epoch AI.*Our World in Data/s);
});
