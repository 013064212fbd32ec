import { expect, test } from "vitest";
import { completeMany } from "../../../../server/src/llm/completion/completeMany.js";
import { footprintOf } from "../../../../server/src/llm/completion/energy.js";
import { answer, echoing, failure, FakeModel, prompts } from "./harness.js";

test("request times add up beside the wall time", async () => {
  const { results, totals } = await completeMany(
    echoing(() => 50),
    prompts(10),
    { maxConcurrent: 5 },
  );
  const sum = results.reduce((total, { elapsed_time }) => total + elapsed_time, 0);
  expect(totals.total_elapsed_time).toBeCloseTo(sum, 9);
  expect(totals.total_elapsed_time).toBeGreaterThan(0.45);
  // Two waves of five at 50 ms each.
  expect(totals.total_elapsed_time / totals.wall_time).toBeGreaterThan(2);
  expect(totals.wall_time).toBeGreaterThan(0.09);
});

test("tokens and money are summed, both tries of a request included", async () => {
  const model = new FakeModel((_, __, nth) =>
    Promise.resolve(
      nth === 1 ? { kind: "truncated", text: "", spent: { ...spentOf(), usd: 1 } } : answer("ok", { usd: 2 }),
    ),
  );
  const { results, totals } = await completeMany(model, prompts(2), { retryFailed: true, maxConcurrent: 1 });
  expect(results[0]).toMatchObject({ usd: 3, tokens: { prompt: 20, completion: 10, cached: 4, total: 30 } });
  expect(totals).toMatchObject({ usd: 5, tokens: { prompt: 30, completion: 15, cached: 6, total: 45 } });
});

test("one answer without a price makes the sum unknown; a failure does not", async () => {
  const priced = new FakeModel((_, __, nth) =>
    Promise.resolve(nth === 1 ? failure("rate-limited", false) : answer("ok")),
  );
  expect((await completeMany(priced, prompts(3))).totals.usd).toBe(0.5);
  const partly = new FakeModel((_, __, nth) => Promise.resolve(answer("ok", { usd: nth === 2 ? null : 0.25 })));
  expect((await completeMany(partly, prompts(3))).totals.usd).toBeNull();
});

test("energy is summed over the models that answered, and unknown with one of them", async () => {
  const model = new FakeModel(() => Promise.resolve(answer("ok", { modelVersion: "gemini-3.8-flash" })));
  const { totals } = await completeMany(model, prompts(3));
  const each = footprintOf("gemini-3.8-flash", { prompt: 10, completion: 5, cached: 2, total: 15 })!;
  expect(totals.kwh?.low).toBeCloseTo(each.kwh.low * 3, 15);
  expect(totals.kwh?.high).toBeCloseTo(each.kwh.high * 3, 15);
  expect(totals.kgco2e?.high).toBeCloseTo(each.kgco2e.high * 3, 15);
  expect(totals.energy_source).toMatch(/Google/);
  const swapped = new FakeModel((_, __, nth) =>
    Promise.resolve(answer("ok", { modelVersion: nth === 1 ? "gemini-3.8-flash" : "llama3" })),
  );
  expect((await completeMany(swapped, prompts(2))).totals).toMatchObject({ kwh: null, kgco2e: null });
});

function spentOf() {
  const outcome = answer("");
  if (outcome.kind !== "answer") throw new Error("An answer is an answer.");
  return outcome.spent;
}
