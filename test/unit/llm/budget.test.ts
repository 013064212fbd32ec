import { describe, expect, it } from "vitest";
import { Budget, capped, dearest } from "../../../server/src/llm/budget.js";
import type { Model } from "../../../server/src/llm/model.js";
import type { GenerateOutcome, GenerateRequest } from "../../../server/src/llm/generate.js";

const request: GenerateRequest = {
  label: "scene one",
  system: "s".repeat(1000),
  prompt: "p".repeat(1000),
  temperature: 0,
  maxOutputTokens: 1000,
};
const prices = { input: 1, output: 10 };
/** 1000 tokens of prompt at 1, 1000 of answer at 10, per million. */
const cost = 0.011;

class Fake implements Model {
  readonly id = "fake";
  readonly provider = "gemini";
  readonly seen: GenerateRequest[] = [];
  private readonly waiting: (() => void)[] = [];

  generate(asked: GenerateRequest): Promise<GenerateOutcome> {
    this.seen.push(asked);
    const failed: GenerateOutcome = { kind: "empty", reason: "", spent: spent };
    return new Promise((resolve) => this.waiting.push(() => resolve(failed)));
  }

  finish(): void {
    for (const end of this.waiting.splice(0)) end();
  }
}

const spent = { model: "fake", modelVersion: "fake", promptTokens: 0, completionTokens: 0, cachedTokens: 0, usd: 0 };
const signal = new AbortController().signal;
/** A purse may be elsewhere: what is taken from it is waited for. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a capped model", () => {
  it("counts requests that are under way, and gives back what they did not use", async () => {
    const fake = new Fake();
    const model = capped(fake, new Budget(cost * 2.5, () => 0), prices);
    const open = [model.generate(request, signal), model.generate(request, signal)];
    expect(await model.generate(request, signal)).toMatchObject({ kind: "failed", problem: { code: "cap-exceeded" } });
    expect(fake.seen).toHaveLength(2);
    fake.finish();
    await Promise.all(open);
    const again = model.generate(request, signal);
    await settled();
    fake.finish();
    expect(await again).toMatchObject({ kind: "empty" });
  });

  it("counts what was billed already", async () => {
    const model = capped(new Fake(), new Budget(1, () => 0.995), prices);
    expect(await model.generate(request, signal)).toMatchObject({ kind: "failed", problem: { code: "cap-exceeded" } });
  });

  it("holds answers to a length that a cap can bear", async () => {
    const fake = new Fake();
    void capped(fake, new Budget(1, () => 0), prices).generate({ ...request, maxOutputTokens: 65_536 }, signal);
    await settled();
    expect(fake.seen[0]?.maxOutputTokens).toBe(16_384);
  });

  it("refuses a model without a price instead of taking it for free", async () => {
    const fake = new Fake();
    const outcome = await capped(fake, new Budget(100, () => 0), null).generate(request, signal);
    expect(outcome).toMatchObject({ kind: "failed", problem: { code: "cap-exceeded" } });
    expect(fake.seen).toHaveLength(0);
  });

  it("reckons the dearest outcome", () => {
    expect(dearest(request, prices)).toBeCloseTo(0.011, 4);
  });

  it("counts the turns, tools and schema that are sent with the prompt", () => {
    const long = "x".repeat(2000);
    const turns = [{ role: "model" as const, text: long, calls: [], raw: null }];
    const tools = [{ name: "search", description: long, parameters: {} }];
    for (const more of [{ turns }, { tools }, { schema: { description: long } }])
      expect(dearest({ ...request, ...more }, prices) - dearest(request, prices)).toBeGreaterThan(0.001);
  });

  it("keeps what else the model can do", () => {
    const model = capped(new Fake(), new Budget(1, () => 0), prices);
    expect([model.id, model.provider]).toEqual(["fake", "gemini"]);
  });
});
