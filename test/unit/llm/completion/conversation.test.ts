import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test, vi } from "vitest";
import type { CompletionResult } from "../../../../protocol/completion.js";
import { completeMany } from "../../../../server/src/llm/completion/completeMany.js";
import type { CompletionRequest, Tool } from "../../../../server/src/llm/completion/request.js";
import type { Model } from "../../../../server/src/llm/model.js";
import type { GenerateOutcome, GenerateRequest } from "../../../../server/src/llm/generate.js";
import { answer, call, calls, deaf, failure, FakeModel, spent, tool } from "./harness.js";

afterEach(() => vi.restoreAllMocks());

async function one(model: Model, request: Partial<CompletionRequest> = {}): Promise<CompletionResult> {
  const { results } = await completeMany(model, [{ prompt: "p", ...request }]);
  return results[0]!;
}

/** Asks for these calls first, then answers with what the tools gave. */
const callsThenAnswers = (...turns: GenerateOutcome[]): FakeModel =>
  new FakeModel((request, _, nth) => Promise.resolve(turns[nth - 1] ?? answer(JSON.stringify(lastResults(request)))));

function lastResults(request: GenerateRequest): unknown {
  const last = request.turns?.at(-1);
  return last?.role === "tools" ? last.results : null;
}

const double = (): Tool => tool("double", ({ at }) => Promise.resolve(String(Number(at) * 2)));

test("tools run, the model gets their results with its own turn as it came, and the history tells", async () => {
  const asked = calls(call("double", { at: 4 }, "c1"), call("double", { at: 5 }, "c2"));
  const model = callsThenAnswers(asked, calls(call("double", { at: 1 }, "c3")));
  const result = await one(model, { tools: [double()] });
  expect(result).toMatchObject({
    success: true,
    tool_calls_made: 3,
    tokens: { prompt: 30, completion: 15, cached: 6, total: 45 },
  });
  expect(result.usd).toBeCloseTo(0.75);
  expect(
    result.tool_execution_history.map(({ name, arguments: args, result: given, error }) => [name, args, given, error]),
  ).toEqual([
    ["double", { at: 4 }, "8", false],
    ["double", { at: 5 }, "10", false],
    ["double", { at: 1 }, "2", false],
  ]);
  const [first, second] = model.requests;
  expect(first).not.toHaveProperty("turns");
  expect(first?.tools).toEqual([{ name: "double", description: "The tool double.", parameters: double().parameters }]);
  expect(second?.turns).toEqual([
    asked.kind === "calls" && asked.turn,
    {
      role: "tools",
      results: [
        { id: "c1", name: "double", result: "8", isError: false },
        { id: "c2", name: "double", result: "10", isError: false },
      ],
    },
  ]);
  expect(JSON.parse(result.response ?? "")).toEqual([{ id: "c3", name: "double", result: "2", isError: false }]);
});

test("calls of one turn run side by side", async () => {
  let open = 0;
  let most = 0;
  const slow = tool("slow", async () => {
    open += 1;
    most = Math.max(most, open);
    await sleep(20);
    open -= 1;
    return "done";
  });
  await one(callsThenAnswers(calls(call("slow", { at: 1 }), call("slow", { at: 2 }))), { tools: [slow] });
  expect(most).toBe(2);
});

test("an unknown tool, wrong arguments, a throw and a strange value are told to the model", async () => {
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const tools = [
    double(),
    tool("throws", () => {
      throw new Error("no such file");
    }),
    tool("rejects", () => Promise.reject(new Error("later"))),
    tool("object", () => Promise.resolve({ a: 1 } as unknown as string)),
    tool("circular", () => Promise.resolve(circular as unknown as string)),
    tool("long", () => Promise.resolve("x".repeat(150_000))),
  ];
  const names = ["nonsense", "throws", "rejects", "object", "circular", "long"];
  const model = callsThenAnswers(calls(call("double", { at: "four" }), ...names.map((name) => call(name, { at: 1 }))));
  const result = await one(model, { tools });
  expect(result.success).toBe(true);
  const history = result.tool_execution_history.map(({ name, result: given, error }) => [name, error, given] as const);
  expect(history.map(([name, error]) => [name, error])).toEqual([
    ["double", true],
    ["nonsense", true],
    ["throws", true],
    ["rejects", true],
    ["object", false],
    ["circular", true],
    ["long", false],
  ]);
  const given = history.map(([, , text]) => text);
  expect(given[0]).toMatch(/^tool-failed: The arguments of double do not fit: at: /);
  expect(given[1]).toMatch(/^tool-unknown: There is no tool "nonsense"\. The tools are: double, throws/);
  expect(given[2]).toBe("tool-failed: throws failed: no such file");
  expect(given[3]).toBe("tool-failed: rejects failed: later");
  expect(given[4]).toBe('{"a":1}');
  expect(given[6]).toMatch(/\[50000 more characters are left out\]$/);
  expect(JSON.parse(result.response ?? "")).toHaveLength(7);
});

test("a tool that never ends is left behind, and its signal says so", async () => {
  let told = false;
  const stuck = tool(
    "stuck",
    (_, signal) => {
      signal.addEventListener("abort", () => (told = true));
      return new Promise(() => undefined);
    },
    { timeout: 0.05 },
  );
  const result = await one(callsThenAnswers(calls(call("stuck", { at: 1 }))), { tools: [stuck] });
  expect(result.success).toBe(true);
  expect(result.tool_execution_history[0]?.result).toBe("tool-failed: stuck gave no result within 0.05 s.");
  expect(told).toBe(true);
});

test("a request's time covers its tools, and what was used until then is counted", async () => {
  const stuck = tool("stuck", () => new Promise(() => undefined));
  const result = await one(callsThenAnswers(calls(call("stuck", { at: 1 }))), { tools: [stuck], timeout: 0.05 });
  expect(result).toMatchObject({ error_type: "request-timeout", tokens: { total: 15 }, usd: 0.25 });
});

test("with executeTools false the calls are the answer", async () => {
  let ran = false;
  const never = tool("never", () => {
    ran = true;
    return Promise.resolve("");
  });
  const made = call("never", { at: 1 }, "c1");
  const result = await one(callsThenAnswers(calls(made)), { tools: [never], executeTools: false });
  expect(JSON.parse(result.response ?? "")).toEqual([made]);
  expect(result).toMatchObject({ success: true, tool_calls_made: 1, tool_execution_history: [] });
  expect(ran).toBe(false);
});

test("a model that keeps calling is stopped after maxToolIterations rounds", async () => {
  const model = new FakeModel(() => Promise.resolve(calls(call("double", { at: 1 }))));
  const limited = await one(model, { tools: [double()], maxToolIterations: 3 });
  expect(limited).toMatchObject({ error_type: "tool-limit", tool_calls_made: 3, tokens: { total: 60 } });
  expect(model.requests).toHaveLength(4);
  const usual = await one(model, { tools: [double()] });
  expect(usual.tool_calls_made).toBe(10);
  const many = calls(...Array.from({ length: 101 }, () => call("double", { at: 1 })));
  expect(await one(callsThenAnswers(many), { tools: [double()] })).toMatchObject({
    error_type: "tool-limit",
    tool_calls_made: 0,
  });
});

test("calls without tools, or a turn without calls, end the request", async () => {
  expect((await one(callsThenAnswers(calls(call("x"))))).error_type).toBe("tool-unknown");
  expect((await one(callsThenAnswers(calls()), { tools: [double()] })).error_type).toBe("answer-empty");
});

const schema = { type: "object", properties: { title: { type: "string" } }, required: ["title"] };

test.each([
  ['{"title":"Sine"}', null, '{"title":"Sine"}'],
  ['```json\n{"title":"Sine"}\n```', null, '{"title":"Sine"}'],
  ["Here is your JSON!", "answer-invalid", null],
  ['{"title":', "answer-invalid", null],
  ['{"name":"Sine"}', "answer-invalid", null],
  ['{"title":7}', "answer-invalid", null],
  ["[]", "answer-invalid", null],
])("a schema holds even where the model ignores it: %s", async (text, code, response) => {
  const result = await one(callsThenAnswers(answer(text)), { schema });
  expect([result.error_type, result.response]).toEqual([code, response]);
  expect(result.tokens.total).toBe(15);
});

test.each<[string, GenerateOutcome]>([
  ["answer-refused", { kind: "refused", reason: "Blocked (SAFETY).", spent: spent() }],
  ["answer-truncated", { kind: "truncated", text: "half", spent: spent() }],
  ["answer-empty", { kind: "empty", reason: "Nothing.", spent: spent() }],
])("%s is told apart, and billed", async (code, outcome) => {
  const result = await one(callsThenAnswers(outcome));
  expect(result).toMatchObject({ success: false, response: null, error_type: code, usd: 0.25, model: "fake-1-001" });
});

test("a failure is free, and names the asked model", async () => {
  const result = await one(callsThenAnswers(failure("key-rejected", false)));
  expect(result).toMatchObject({ error_type: "key-rejected", usd: 0, model: "fake-1", tokens: { total: 0 } });
});

test.each<[string, () => Promise<GenerateOutcome>]>([
  ["rejects", () => Promise.reject(new Error("oh"))],
  [
    "throws",
    () => {
      throw new Error("oh");
    },
  ],
  ["gives nothing", () => Promise.resolve(undefined as unknown as GenerateOutcome)],
])("a model that %s is a problem, not an exception", async (_, generate) => {
  const result = await one(new FakeModel(generate));
  expect(result).toMatchObject({ success: false, error_type: "internal-error" });
});

test("a model that never answers is left at the timeout, whatever the clock does", async () => {
  let now = 1e12;
  // A day forward, then two back, at each look.
  vi.spyOn(Date, "now").mockImplementation(() => (now += now % 2 === 0 ? 86_400_001 : -172_800_001));
  const start = performance.now();
  const result = await one(deaf(), { timeout: 0.2 });
  expect(result.error_type).toBe("request-timeout");
  expect(result.elapsed_time).toBeGreaterThan(0.15);
  expect(result.elapsed_time).toBeLessThan(2);
  expect(performance.now() - start).toBeLessThan(2000);
});

test("an answer that comes after the timeout changes nothing", async () => {
  const late = new FakeModel(async () => {
    await sleep(60);
    return answer("late");
  });
  const result = await one(late, { timeout: 0.02 });
  await sleep(80);
  expect(result).toMatchObject({ error_type: "request-timeout", response: null, tokens: { total: 0 } });
});
