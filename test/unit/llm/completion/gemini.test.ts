/** The real SDK over HTTP: the loopback Gemini composes each answer from its request's id, so none can be another's. */
import { expect, test } from "vitest";
import { completeEach } from "../../../../server/src/llm/completion/completeEach.js";
import { completeMany } from "../../../../server/src/llm/completion/completeMany.js";
import { sealed } from "../../../../server/src/llm/prompts/task.js";
import type { RecordedRequest } from "../../../fixtures/gemini/scenario.js";
import { gemini, modelOn } from "../gemini/harness.js";

const scenes = (count: number): { id: string; prompt: string }[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `scene-${index}`,
    prompt: sealed([`Write scene ${index}.`], "scene", { Class: `Scene${index}`, Beats: "first" }),
  }));

const idIn = (prompt: string): string => /Request-Id: (\S+)/.exec(prompt)?.[1] ?? "none";

test("each of thirty requests gets its own answer, its tokens and its price", async () => {
  const server = await gemini();
  const requests = scenes(30);
  const { results, totals } = await completeMany(modelOn(server), requests, {
    system: "You write scenes.",
    maxConcurrent: 8,
  });
  for (const [index, { prompt }] of requests.entries()) {
    expect(results[index]?.response).toContain(`# Answer to request ${idIn(prompt)}`);
    expect(results[index]?.response).toContain(`class Scene${index}(Scene)`);
  }
  const prices = results.map(({ usd }) => usd ?? NaN);
  expect(prices.every((usd) => usd > 0)).toBe(true);
  expect(totals.usd).toBeCloseTo(
    prices.reduce((sum, usd) => sum + usd, 0),
    12,
  );
  expect(totals.tokens.total).toBe(results.reduce((sum, { tokens }) => sum + tokens.total, 0));
  expect(totals.tokens.prompt).toBeGreaterThan(30 * 20);
  expect(totals.kwh?.low).toBeGreaterThan(0);
  expect(server.requests).toHaveLength(30);
});

test("a block, a cut answer, a reset and a bad key each end where they belong", async () => {
  const server = await gemini(
    { behaviour: { do: "block", reason: "SAFETY" }, scene: "Scene0" },
    { behaviour: { do: "finish", reason: "MAX_TOKENS" }, scene: "Scene1" },
    { behaviour: { do: "reset" }, scene: "Scene2" },
    { behaviour: { do: "error", status: 400, message: "nonsense" }, scene: "Scene3", times: 0 },
  );
  const { results } = await completeMany(modelOn(server), scenes(5), { retryFailed: true });
  expect(results.map(({ error_type, metadata }) => [error_type, metadata._retried])).toEqual([
    ["answer-refused", undefined],
    [null, true],
    [null, undefined],
    ["provider-refused", undefined],
    [null, undefined],
  ]);
});

test("leaving the loop ends the connections that are open", async () => {
  const server = await gemini(
    { behaviour: { do: "hang" }, scene: "Scene1" },
    { behaviour: { do: "hang" }, scene: "Scene2" },
  );
  const started = (): RecordedRequest[] =>
    server.requests.filter(({ scene }) => scene === "Scene1" || scene === "Scene2");
  for await (const [index] of completeEach(modelOn(server), scenes(3), { maxConcurrent: 3 })) {
    expect(index).toBe(0);
    await expect.poll(() => started().length).toBe(2);
    break;
  }
  await expect.poll(() => started().map(({ aborted }) => aborted)).toEqual([true, true]);
});

test("a request's own time ends its connection", async () => {
  const server = await gemini({ behaviour: { do: "hang" }, scene: "Scene0" });
  const [first, second] = scenes(2);
  const { results } = await completeMany(modelOn(server), [{ ...first!, timeout: 0.2 }, second!]);
  expect(results.map(({ error_type }) => error_type)).toEqual(["request-timeout", null]);
  await expect.poll(() => server.requests.find(({ scene }) => scene === "Scene0")?.aborted).toBe(true);
});
