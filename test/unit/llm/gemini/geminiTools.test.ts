import { describe, expect, it } from "vitest";
import type { GenerateOutcome, GenerateRequest, ToolDeclaration, Turn } from "../../../../server/src/llm/generate.js";
import { codeOf, gemini, modelOn, sceneRequest } from "./harness.js";

const signal = (): AbortSignal => new AbortController().signal;

const search: ToolDeclaration = {
  name: "search_api",
  description: "Searches the installed Manim.",
  parameters: {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: { query: { anyOf: [{ type: "string" }, { type: "null" }] } },
    required: ["query"],
    additionalProperties: false,
  },
};
const now: ToolDeclaration = { name: "now", description: "The time.", parameters: { type: "object", properties: {} } };
const calls = [
  { name: "search_api", args: { query: "Circle" } },
  { name: "now", args: {} },
];

type Called = Extract<GenerateOutcome, { kind: "calls" }>;
const asking = (more: Partial<GenerateRequest> = {}): GenerateRequest => ({
  ...sceneRequest(),
  prompt: "What is a circle?",
  tools: [search, now],
  ...more,
});

function resultsOf({ turn }: Called): Extract<Turn, { role: "tools" }> {
  const results = turn.calls.map(({ id, name }) => ({ id, name, result: `${name} said`, isError: name === "now" }));
  return { role: "tools", results };
}

describe("GeminiModel and tools", () => {
  it.each([false, true])("gives calls, takes their results back, and then an answer (ids: %s)", async (ids) => {
    const server = await gemini({ behaviour: { do: "calls", calls, ids } });
    const model = modelOn(server);
    const outcome = await model.generate(asking(), signal());
    if (outcome.kind !== "calls") throw new Error(codeOf(outcome));
    expect(outcome.turn.calls).toEqual([
      { id: ids ? "server-1" : "call-1", name: "search_api", arguments: { query: "Circle" } },
      { id: ids ? "server-2" : "call-2", name: "now", arguments: {} },
    ]);
    expect(outcome.spent.usd).toBeGreaterThan(0);
    // The server refuses turns whose thought signature or number of results is wrong.
    const last = await model.generate(asking({ turns: [outcome.turn, resultsOf(outcome)] }), signal());
    expect(last.kind === "answer" && last.text).toContain('search_api={"output":"search_api said"}');
    expect(last.kind === "answer" && last.text).toContain('now={"error":"now said"}');
  });

  it("declares functions with their whole JSON schema, and none for one without parameters", async () => {
    const server = await gemini();
    expect(codeOf(await modelOn(server).generate(asking(), signal()))).toBe("answer");
    const given = Object.entries(search.parameters).filter(([name]) => name !== "$schema");
    const parametersJsonSchema = Object.fromEntries(given);
    expect(server.requests[0]?.body).toHaveProperty("tools", [
      {
        functionDeclarations: [
          { name: "search_api", description: search.description, parametersJsonSchema },
          { name: "now", description: now.description },
        ],
      },
    ]);
  });

  it("puts a turn of another provider together from its calls", async () => {
    const server = await gemini();
    const call = { id: "call_9", name: "now", arguments: { zone: "UTC" } };
    const turns: Turn[] = [
      { role: "model", text: "Let me see.", calls: [call], raw: { role: "assistant" } },
      { role: "tools", results: [{ id: "call_9", name: "now", result: "noon", isError: false }] },
    ];
    await modelOn(server).generate(asking({ turns }), signal());
    const { contents } = server.requests[0]?.body as { contents: unknown[] };
    expect(contents.slice(1)).toEqual([
      { role: "model", parts: [{ text: "Let me see." }, { functionCall: { name: "now", args: { zone: "UTC" } } }] },
      { role: "user", parts: [{ functionResponse: { name: "now", response: { output: "noon" } } }] },
    ]);
  });

  it("does not take calls for an answer where no tools were offered", async () => {
    const server = await gemini({ behaviour: { do: "calls", calls } });
    expect(codeOf(await modelOn(server).generate(sceneRequest(), signal()))).toBe("empty");
  });
});

describe("GeminiModel sends what a request asks beside its prompt", () => {
  it("a bound for thoughts", async () => {
    const server = await gemini();
    await modelOn(server).generate({ ...sceneRequest(), thinkingBudget: 0 }, signal());
    expect(server.requests[0]?.body).toHaveProperty("generationConfig.thinkingConfig", { thinkingBudget: 0 });
  });

  it("no empty instructions", async () => {
    const server = await gemini();
    await modelOn(server).generate({ ...sceneRequest(), system: "" }, signal());
    expect(server.requests[0]?.body).not.toHaveProperty("systemInstruction");
  });
});

describe("GeminiModel counts tokens", () => {
  it("with the instructions and tools folded into the contents, which is all that the call takes", async () => {
    const server = await gemini();
    const tokens = await modelOn(server).countTokens(asking(), signal());
    expect(server.requests[0]?.kind).toBe("count");
    expect(server.requests[0]?.prompt).toContain("You write scenes.");
    expect(server.requests[0]?.prompt).toContain("search_api");
    expect(tokens).toBe(Math.ceil((server.requests[0]?.prompt.replaceAll("\n", "").length ?? 0) / 4));
  });

  it("and says null when it cannot", async () => {
    const server = await gemini({ on: "count", behaviour: { do: "error", status: 400 } });
    expect(await modelOn(server).countTokens(asking(), signal())).toBeNull();
  });
});
