import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { completeEach } from "../../../../server/src/llm/completion/completeEach.js";
import { answer, deaf, echoing, failure, FakeModel, prompts, rejection } from "./harness.js";

test("yields index and result in order of completion, and returns the totals", async () => {
  const waits = [60, 5, 30];
  const model = echoing((prompt) => waits[Number(prompt.at(-1))] ?? 0);
  const each = completeEach(model, prompts(3));
  const order: [number, string | null][] = [];
  let step = await each.next();
  for (; step.done !== true; step = await each.next()) order.push([step.value[0], step.value[1].response]);
  expect(order).toEqual([
    [1, "re: question 1"],
    [2, "re: question 2"],
    [0, "re: question 0"],
  ]);
  expect(step.value).toMatchObject({ total_requests: 3, successful_requests: 3 });
});

test("reads a list of any kind only as far ahead as it works", async () => {
  const model = echoing(() => 1);
  let read = 0;
  async function* endless(): AsyncGenerator<{ prompt: string }> {
    for (;;) {
      await Promise.resolve();
      read += 1;
      yield { prompt: `question ${read}` };
    }
  }
  let taken = 0;
  for await (const [, { success }] of completeEach(model, endless(), { maxConcurrent: 4 })) {
    expect(success).toBe(true);
    taken += 1;
    // A slow consumer: everything that may run ahead has long done so.
    if (taken % 10 === 0) await sleep(20);
    expect(read - taken).toBeLessThanOrEqual(4 + 4);
    if (taken === 50) break;
  }
  expect(taken).toBe(50);
});

test("leaving the loop cancels what is open and closes the source", async () => {
  const model = new FakeModel(async ({ prompt }, signal) => {
    if (prompt === "question 0") return answer("first");
    await sleep(60_000, undefined, { signal }).catch(() => undefined);
    return failure("cancelled", false);
  });
  let closed = false;
  async function* source(): AsyncGenerator<{ prompt: string }> {
    try {
      yield* prompts(100);
      await Promise.resolve();
    } finally {
      closed = true;
    }
  }
  for await (const [index] of completeEach(model, source())) {
    expect(index).toBe(0);
    break;
  }
  await expect.poll(() => [closed, model.open]).toEqual([true, 0]);
});

test("an abort does not wait for a source that is stuck", async () => {
  const stop = new AbortController();
  async function* stuck(): AsyncGenerator<{ prompt: string }> {
    yield { prompt: "one" };
    await new Promise(() => undefined);
  }
  const results: string[] = [];
  setTimeout(() => stop.abort(), 30);
  for await (const [, { error_type }] of completeEach(deaf(), stuck(), { signal: stop.signal }))
    results.push(String(error_type));
  expect(results).toEqual(["cancelled"]);
});

test("what the source throws is thrown, and open requests are cancelled", async () => {
  const model = echoing(() => 60_000);
  async function* broken(): AsyncGenerator<{ prompt: string }> {
    yield { prompt: "one" };
    await Promise.resolve();
    throw new Error("line 2");
  }
  const run = async (): Promise<void> => {
    for await (const [index] of completeEach(model, broken())) expect.unreachable(`result ${index}`);
  };
  expect(await rejection(run())).toEqual(new Error("line 2"));
  await expect.poll(() => model.open).toBe(0);
});

test("what the progress callback throws is thrown", async () => {
  const onProgress = (): void => {
    throw new Error("mine");
  };
  const run = async (): Promise<void> => {
    for await (const [index] of completeEach(echoing(), prompts(3), { onProgress }))
      expect.unreachable(`result ${index}`);
  };
  expect(await rejection(run())).toEqual(new Error("mine"));
});

test("an abort before the second try leaves the first try's result", async () => {
  const stop = new AbortController();
  const model = new FakeModel(({ prompt }) => {
    if (prompt === "question 1") stop.abort();
    return Promise.resolve(failure("rate-limited", true));
  });
  const options = { retryFailed: true, maxConcurrent: 1, signal: stop.signal };
  const seen: unknown[] = [];
  for await (const [index, { error_type, metadata }] of completeEach(model, prompts(5), options))
    seen.push([index, error_type, metadata._retried]);
  expect(seen).toEqual(
    expect.arrayContaining([
      [0, "rate-limited", undefined],
      [1, "cancelled", undefined],
    ]),
  );
  expect(seen).toHaveLength(2);
});

test("ten thousand results are not kept", async () => {
  const size = 50_000;
  const model = new FakeModel(({ prompt }) => Promise.resolve(answer(prompt.repeat(size / prompt.length))));
  const heap: number[] = [];
  const requests = function* (): Generator<{ prompt: string }> {
    for (let index = 0; index < 10_000; index += 1) yield { prompt: `${index % 10}` };
  };
  let count = 0;
  for await (const [, { response }] of completeEach(model, requests(), { maxConcurrent: 50 })) {
    count += 1;
    expect(response).toHaveLength(size);
    model.requests.length = 0;
    if (count % 1000 === 0) {
      await sleep(0);
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  expect(count).toBe(10_000);
  // Kept, they would be 500 MB.
  expect(Math.max(...heap) - Math.min(...heap)).toBeLessThan(150_000_000);
}, 60_000);
