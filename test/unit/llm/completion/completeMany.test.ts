import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { problem, type ProblemError } from "../../../../protocol/problems.js";
import { CompletionFailed } from "../../../../server/src/llm/completion/completeEach.js";
import { completeMany, completeTexts } from "../../../../server/src/llm/completion/completeMany.js";
import { answer, deaf, echoing, failure, FakeModel, prompts, rejection, spent } from "./harness.js";

const numberIn = (prompt: string): number => Number(/\d+/.exec(prompt)?.[0]);
/** Fails for good where the prompt says so. */
const moody = (): FakeModel =>
  new FakeModel(async ({ prompt }) => {
    await sleep(2 + numberIn(prompt));
    return prompt.startsWith("bad") ? failure("provider-refused", false) : answer(`re: ${prompt}`);
  });
const mixed = [{ prompt: "good 5" }, { prompt: "bad 1" }, { prompt: "good 3" }, { prompt: "bad 9" }];

test("results come in the order of the requests, however the answers came", async () => {
  const model = echoing((prompt) => 40 - 4 * numberIn(prompt));
  const { results, totals } = await completeMany(model, prompts(10), { maxConcurrent: 10 });
  expect(results.map(({ index, id, response }) => [index, id, response])).toEqual(
    prompts(10).map(({ prompt }, index) => [index, `request-${index}`, `re: ${prompt}`]),
  );
  expect(totals).toMatchObject({ total_requests: 10, successful_requests: 10, failed_requests: 0, errors: {} });
});

test("no more than maxConcurrent requests are under way, five unless said otherwise", async () => {
  for (const [options, most] of [
    [{}, 5],
    [{ maxConcurrent: 2 }, 2],
  ] as const) {
    const model = echoing(() => 5);
    await completeMany(model, prompts(12), options);
    expect(model.mostAtOnce).toBe(most);
  }
  const found = (await rejection(completeMany(echoing(), prompts(1), { maxConcurrent: 0 }))) as ProblemError;
  expect(found.problem.code).toBe("setting-invalid");
});

test("continue gives every result and the errors by index", async () => {
  const { results, totals } = await completeMany(moody(), mixed);
  expect(results.map(({ success, error_type }) => [success, error_type])).toEqual([
    [true, null],
    [false, "provider-refused"],
    [true, null],
    [false, "provider-refused"],
  ]);
  expect(totals.errors).toEqual({ 1: "made to fail: provider-refused", 3: "made to fail: provider-refused" });
  expect(totals).toMatchObject({ successful_requests: 2, failed_requests: 2 });
});

test("skip gives only the successful results, and counts the others", async () => {
  const { results, totals } = await completeMany(moody(), mixed, { errorStrategy: "skip" });
  expect(results.map(({ index }) => index)).toEqual([0, 2]);
  expect(totals).toMatchObject({ total_requests: 4, failed_requests: 2 });
});

test("fail_fast throws the first failure and cancels the rest", async () => {
  const model = new FakeModel(async ({ prompt }, signal) => {
    if (prompt === "question 0") return answer("first");
    if (prompt === "question 2") {
      await sleep(10);
      return failure("provider-refused", false);
    }
    await sleep(60_000, undefined, { signal }).catch(() => undefined);
    return failure("cancelled", false);
  });
  const found = await rejection(completeMany(model, prompts(100), { errorStrategy: "fail_fast" }));
  expect(found).toBeInstanceOf(CompletionFailed);
  const failed = found as CompletionFailed;
  expect(failed.problem.code).toBe("provider-refused");
  expect(failed.result).toMatchObject({ index: 2, error_type: "provider-refused" });
  expect(failed.finished.map(({ response }) => response)).toEqual(["first"]);
  expect(failed.totals).toMatchObject({ total_requests: 2, failed_requests: 1 });
  await expect.poll(() => model.open).toBe(0);
  expect(model.requests.length).toBeLessThan(10);
});

test("an empty list is a problem, whatever its form", async () => {
  const none = (function* (): Generator<{ prompt: string }> {})();
  for (const list of [[], none]) {
    const found = await rejection(completeMany(echoing(), list));
    expect((found as ProblemError).problem.code).toBe("list-empty");
  }
});

test("of two requests with one id the later is refused, alone", async () => {
  const model = echoing();
  const requests = [
    { id: "a", prompt: "one" },
    { id: "b", prompt: "two" },
    { id: "a", prompt: "three" },
  ];
  const { results } = await completeMany(model, requests);
  expect(results.map(({ id, error_type }) => [id, error_type])).toEqual([
    ["a", null],
    ["b", null],
    ["a", "request-duplicate"],
  ]);
  expect(model.requests.map(({ prompt }) => prompt)).toEqual(["one", "two"]);
});

test("a request that cannot be sent is a problem on itself alone", async () => {
  const model = echoing();
  const broken = problem("list-invalid", "Line 7 is not JSON.");
  const schema = { if: { type: "string" }, then: { minLength: 1 } };
  const { results } = await completeMany(model, [
    { prompt: "" },
    { prompt: "x", timeout: 0 },
    { prompt: "x", timeout: Infinity },
    { prompt: "x", maxOutputTokens: 1.5 },
    { prompt: "x", temperature: NaN },
    { prompt: "x", maxToolIterations: -1 },
    { prompt: "x", schema },
    { id: "line 7", problem: broken, metadata: { line: 7 } },
    { prompt: "good" },
  ]);
  expect(results.map(({ error_type }) => error_type)).toEqual([...Array<string>(8).fill("list-invalid"), null]);
  expect(results[7]).toMatchObject({ id: "line 7", error: "Line 7 is not JSON.", metadata: { line: 7 }, usd: 0 });
  expect(model.requests).toHaveLength(1);
});

test("the request's own words go before the list's", async () => {
  const model = echoing();
  const metadata = { topic: "sine" };
  await completeMany(
    model,
    [
      {
        id: "own",
        prompt: "p",
        system: "own",
        temperature: 0,
        maxOutputTokens: 7,
        cache: "cachedContents/1",
        thinkingBudget: 128,
        metadata,
      },
      { prompt: "q" },
    ],
    { system: "shared", maxConcurrent: 1 },
  );
  expect(model.requests).toEqual([
    {
      label: "own",
      prompt: "p",
      system: "own",
      temperature: 0,
      maxOutputTokens: 7,
      cache: "cachedContents/1",
      thinkingBudget: 128,
    },
    { label: "request-1", prompt: "q", system: "shared", temperature: 1, maxOutputTokens: 65_536 },
  ]);
});

test("what may pass is asked once more at the end, what may not is not", async () => {
  const tries = new Map<string, number>();
  const model = new FakeModel(({ prompt }) => {
    const nth = (tries.get(prompt) ?? 0) + 1;
    tries.set(prompt, nth);
    if (prompt === "flaky" && nth === 1) return Promise.resolve(failure("rate-limited", true));
    if (prompt === "down") return Promise.resolve(failure("provider-unavailable", true));
    if (prompt === "final") return Promise.resolve(failure("rate-limited", false));
    if (prompt === "refused") return Promise.resolve({ kind: "refused", reason: "No.", spent: spent() });
    return Promise.resolve(answer(prompt === "shape" ? "[]" : prompt));
  });
  const requests = ["flaky", "down", "final", "refused", "shape", "fine"].map((prompt) => ({
    prompt,
    metadata: { prompt },
    ...(prompt === "shape" && { schema: { type: "object" } }),
  }));
  const order: string[] = [];
  const onProgress = (_: number, __: unknown, { metadata }: { metadata: Readonly<Record<string, unknown>> }): void =>
    void order.push(String(metadata.prompt));
  const { results, totals } = await completeMany(model, requests, { retryFailed: true, onProgress });
  expect(Object.fromEntries(tries)).toEqual({ flaky: 2, down: 2, final: 1, refused: 1, shape: 1, fine: 1 });
  expect(results.map(({ error_type, metadata }) => [error_type, metadata._retried])).toEqual([
    [null, true],
    ["provider-unavailable", true],
    ["rate-limited", undefined],
    ["answer-refused", undefined],
    ["answer-invalid", undefined],
    [null, undefined],
  ]);
  expect(order.slice(-2)).toEqual(["flaky", "down"]);
  expect(totals).toMatchObject({ total_requests: 6, successful_requests: 2 });
});

test("without retryFailed nothing is asked twice", async () => {
  const model = new FakeModel(() => Promise.resolve(failure("rate-limited", true)));
  const { results } = await completeMany(model, prompts(3));
  expect(model.requests).toHaveLength(3);
  expect(results.every(({ metadata }) => metadata._retried === undefined)).toBe(true);
});

test("under fail_fast a failure counts only when its second try has failed too", async () => {
  const model = new FakeModel((_, __, nth) =>
    Promise.resolve(nth === 1 ? failure("rate-limited", true) : answer("ok")),
  );
  const { results } = await completeMany(model, prompts(3), { retryFailed: true, errorStrategy: "fail_fast" });
  expect(results.map(({ success }) => success)).toEqual([true, true, true]);
});

test("progress tells completed, total and the result; a list without length has no total", async () => {
  const seen: [number, number | null, number][] = [];
  const onProgress = (completed: number, total: number | null, { index }: { index: number }): void =>
    void seen.push([completed, total, index]);
  await completeMany(echoing(), prompts(3), { maxConcurrent: 1, onProgress });
  await completeMany(echoing(), prompts(2).values(), { maxConcurrent: 1, onProgress });
  expect(seen).toEqual([
    [1, 3, 0],
    [2, 3, 1],
    [3, 3, 2],
    [1, null, 0],
    [2, null, 1],
  ]);
});

test("an abort ends open requests at once, and every request of an array has a result", async () => {
  const stop = new AbortController();
  const model = deaf();
  const running = completeMany(model, prompts(8), { maxConcurrent: 3, signal: stop.signal, retryFailed: true });
  await expect.poll(() => model.open).toBe(3);
  stop.abort();
  const { results, totals } = await running;
  expect(results.map(({ error_type }) => error_type)).toEqual(Array(8).fill("cancelled"));
  expect(totals.failed_requests).toBe(8);
  expect(model.requests).toHaveLength(3);
});

test("texts in, texts out; the first failure throws", async () => {
  expect(await completeTexts(echoing(), ["a", "b"])).toEqual(["re: a", "re: b"]);
  const found = await rejection(completeTexts(moody(), ["good 1", "bad 2"]));
  expect((found as CompletionFailed).result.index).toBe(1);
});
