import { expect, test } from "vitest";
import type { ProblemError } from "../../../../protocol/problems.js";
import { CompletionProcessor } from "../../../../server/src/llm/completion/completionProcessor.js";
import { deaf, echoing, prompts, rejection } from "./harness.js";

test("one processor takes list after list", async () => {
  const model = echoing();
  await using processor = new CompletionProcessor(model, { system: "shared" });
  const [first, second] = [await processor.process(prompts(3)), await processor.process(prompts(2))];
  expect([first.totals.total_requests, second.totals.total_requests]).toEqual([3, 2]);
  const seen: number[] = [];
  for await (const [index] of processor.each(prompts(2))) seen.push(index);
  expect(seen).toHaveLength(2);
  expect(model.requests.every(({ system }) => system === "shared")).toBe(true);
});

test("disposing ends open requests and waits for their lists", async () => {
  const model = deaf();
  const processor = new CompletionProcessor(model);
  const running = processor.process(prompts(4));
  await expect.poll(() => model.open).toBe(4);
  await processor[Symbol.asyncDispose]();
  const { results } = await running;
  expect(results.map(({ error_type }) => error_type)).toEqual(Array(4).fill("cancelled"));
  const found = (await rejection(processor.process(prompts(1)))) as ProblemError;
  expect(found.problem.code).toBe("cancelled");
  expect(() => processor.each(prompts(1))).toThrow("ended");
});

test("the options' signal ends its lists too", async () => {
  const stop = new AbortController();
  const model = deaf();
  await using processor = new CompletionProcessor(model, { signal: stop.signal });
  const running = processor.process(prompts(2));
  await expect.poll(() => model.open).toBe(2);
  stop.abort();
  expect((await running).totals.failed_requests).toBe(2);
});
