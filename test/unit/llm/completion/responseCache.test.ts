import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { ProblemError } from "../../../../protocol/problems.js";
import { completeMany } from "../../../../server/src/llm/completion/completeMany.js";
import {
  ResponseCache,
  type ResponseCacheOptions,
  type StoredAnswer,
} from "../../../../server/src/llm/completion/responseCache.js";
import type { CompletionRequest } from "../../../../server/src/llm/completion/request.js";
import { answer, call, calls, echoing, failure, FakeModel, prompts, tool } from "./harness.js";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "responses-"));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

function opened(path: string, options: ResponseCacheOptions = {}): ResponseCache {
  const cache = new ResponseCache(path, options);
  onTestFinished(() => cache.close());
  return cache;
}

const stored = (text: string): StoredAnswer => ({ text, model: "m", callsMade: 0, history: [] });

test("a second run makes no request and costs nothing", async () => {
  const path = await folder();
  const first = new ResponseCache(path);
  const model = echoing();
  const before = await completeMany(model, prompts(20), { cache: first });
  first.close();
  const after = await completeMany(model, prompts(20), { cache: opened(path) });
  expect(model.requests).toHaveLength(20);
  expect(after.results.map(({ response }) => response)).toEqual(before.results.map(({ response }) => response));
  expect(after.results[3]).toMatchObject({ model: "fake-1-001", metadata: { _cached: true }, usd: 0 });
  expect(after.totals).toMatchObject({ successful_requests: 20, usd: 0, tokens: { total: 0 } });
  expect(before.results.every(({ metadata }) => metadata._cached === undefined)).toBe(true);
});

test("anything that is asked differently is asked", async () => {
  const cache = opened(await folder());
  const model = echoing();
  const base: CompletionRequest = { prompt: "p", schema: undefined, tools: [tool("t", () => Promise.resolve(""))] };
  const variants: CompletionRequest[] = [
    base,
    { ...base, prompt: "q" },
    { ...base, system: "s" },
    { ...base, temperature: 0 },
    { ...base, maxOutputTokens: 5 },
    { ...base, cache: "cachedContents/1" },
    { ...base, tools: [] },
    { ...base, tools: [tool("t", () => Promise.resolve(""), { description: "Another." })] },
    { ...base, executeTools: false },
  ];
  for (const request of variants) await completeMany(model, [request], { cache });
  expect(model.requests).toHaveLength(variants.length);
  const other = new FakeModel(() => Promise.resolve(answer("other")), "fake-2");
  await completeMany(other, [base], { cache });
  expect(other.requests).toHaveLength(1);
  const same = { ...base, id: "another", metadata: { a: 1 }, timeout: 5, maxToolIterations: 2 };
  const { results } = await completeMany(model, [same], { cache });
  expect(results[0]).toMatchObject({ id: "another", metadata: { a: 1, _cached: true } });
  expect(model.requests).toHaveLength(variants.length);
});

test("a schema's order of fields does not count, its content does", async () => {
  const cache = opened(await folder());
  const model = new FakeModel(() => Promise.resolve(answer("{}")));
  const ask = (schema: Record<string, unknown>) => completeMany(model, [{ prompt: "p", schema }], { cache });
  await ask({ type: "object", properties: { a: { type: "string" }, b: {} } });
  await ask({ properties: { b: {}, a: { type: "string" } }, type: "object" });
  expect(model.requests).toHaveLength(1);
  await ask({ properties: { b: {}, a: { type: "number" } }, type: "object" });
  expect(model.requests).toHaveLength(2);
});

test("only good answers are kept", async () => {
  const cache = opened(await folder());
  const outcomes = [failure("rate-limited", true), answer("not JSON"), answer("[]"), answer("{}")];
  const model = new FakeModel((_, __, nth) => Promise.resolve(outcomes[nth - 1] ?? failure("internal-error", false)));
  const success: boolean[] = [];
  for (let run = 0; run < 5; run += 1) {
    const { results } = await completeMany(model, [{ prompt: "p", schema: { type: "object" } }], { cache });
    success.push(results[0]!.success);
  }
  expect(success).toEqual([false, false, false, true, true]);
  expect(model.requests).toHaveLength(4);
});

test("the tools' history is kept with the answer", async () => {
  const cache = opened(await folder());
  const model = new FakeModel((_, __, nth) =>
    Promise.resolve(nth === 1 ? calls(call("t", { at: 1 })) : answer("done")),
  );
  const ask = () => completeMany(model, [{ prompt: "p", tools: [tool("t", () => Promise.resolve("7"))] }], { cache });
  const [first, second] = [(await ask()).results[0]!, (await ask()).results[0]!];
  expect(model.requests).toHaveLength(2);
  expect(second).toMatchObject({ response: "done", tool_calls_made: 1, tokens: { total: 0 } });
  expect(second.tool_execution_history).toEqual(first.tool_execution_history);
  expect(first.tool_execution_history).toHaveLength(1);
});

test("a damaged entry counts as absent, and is asked and kept anew", async () => {
  const path = await folder();
  const cache = opened(path);
  const model = echoing();
  await completeMany(model, prompts(4), { cache });
  const raw = new DatabaseSync(join(path, "responses.db"));
  raw.exec("update answers set value = substr(value, 1, 20) where used = 1");
  raw.exec("update answers set value = replace(value, 'question', 'Question') where used = 2");
  raw.exec("update answers set value = '{}' where used = 3");
  raw.close();
  const { results } = await completeMany(model, prompts(4), { cache });
  expect(model.requests).toHaveLength(7);
  expect(results.map(({ response }) => response)).toEqual(prompts(4).map(({ prompt }) => `re: ${prompt}`));
  await completeMany(model, prompts(4), { cache });
  expect(model.requests).toHaveLength(7);
});

test("a file that is no database is replaced", async () => {
  const path = await folder();
  await writeFile(
    join(path, "responses.db"),
    "this is not a database, and longer than its header would be. ".repeat(50),
  );
  const cache = opened(path);
  cache.put("k", stored("v"));
  expect(cache.get("k")).toEqual(stored("v"));
});

test("a folder that cannot be made is a problem", async () => {
  const path = await folder();
  await writeFile(join(path, "file"), "");
  let code = "";
  try {
    opened(join(path, "file", "below"));
  } catch (error) {
    code = (error as ProblemError).problem.code;
  }
  expect(code).toBe("disk-read-only");
});

test("beyond its size the least recently used answers go", async () => {
  const cache = opened(await folder(), { maxBytes: 10_000 });
  const text = "x".repeat(900);
  for (let index = 0; index < 9; index += 1) cache.put(`k${index}`, stored(text));
  expect(cache.get("k0")).not.toBeNull();
  for (let index = 9; index < 12; index += 1) cache.put(`k${index}`, stored(text));
  const kept = Array.from({ length: 12 }, (_, index) => cache.get(`k${index}`) !== null);
  expect(kept[0]).toBe(true);
  expect(kept[1]).toBe(false);
  expect(kept.slice(9)).toEqual([true, true, true]);
  expect(kept.filter(Boolean).length * 900).toBeLessThan(10_000);
  cache.put("huge", stored("x".repeat(20_000)));
  expect(cache.get("huge")).toBeNull();
  expect(cache.get("k11")).not.toBeNull();
});

test("a closed cache is one without answers", async () => {
  const cache = new ResponseCache(await folder());
  cache.close();
  const { results } = await completeMany(echoing(), prompts(2), { cache });
  expect(results.map(({ success }) => success)).toEqual([true, true]);
});

test("ten thousand answers are found in seconds", async () => {
  const cache = opened(await folder());
  const model = echoing();
  await completeMany(model, prompts(10_000), { cache, maxConcurrent: 50 });
  const start = performance.now();
  const { totals } = await completeMany(model, prompts(10_000), { cache, maxConcurrent: 50 });
  expect(totals.successful_requests).toBe(10_000);
  expect(model.requests).toHaveLength(10_000);
  // Twenty times what it takes on a slow machine: it fails for a search through all rows, not for a busy moment.
  expect(performance.now() - start).toBeLessThan(20_000);
}, 60_000);
