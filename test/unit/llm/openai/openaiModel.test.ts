import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { GenerateRequest, Turn } from "../../../../server/src/llm/generate.js";
import { OpenAIModel, openaiModelName } from "../../../../server/src/llm/openai/openaiModel.js";
import { planSchema } from "../../../../server/src/llm/prompts/planPrompt.js";
import { Prices } from "../../../../server/src/llm/prices/prices.js";
import { requestId, sealed } from "../../../../server/src/llm/prompts/task.js";
import { codeOf, modelOn, openai, sceneRequest, signal } from "./harness.js";

describe("OpenAIModel sends one request in the form that compatible servers take", () => {
  it("answers with text composed from this request", async () => {
    const server = await openai();
    const request = sceneRequest();
    const outcome = await modelOn(server).generate(request, signal());
    expect(outcome.kind === "answer" && outcome.text).toContain(`NONCE = "${requestId(request.prompt)}"`);
    expect(server.requests[0]?.body).toEqual({
      model: "local-7b",
      messages: [
        { role: "system", content: "You write scenes." },
        { role: "user", content: request.prompt },
      ],
      temperature: 0.1,
      max_tokens: 1000,
    });
  });

  it("asks for structured output by a JSON schema", async () => {
    const server = await openai();
    const request = { ...sceneRequest(), system: "", prompt: sealed([], "plan"), schema: planSchema };
    expect(codeOf(await modelOn(server).generate(request, signal()))).toBe("answer");
    expect(server.requests[0]?.body).toMatchObject({
      messages: [{ role: "user" }],
      response_format: { type: "json_schema", json_schema: { strict: false, schema: { type: "object" } } },
    });
    expect(server.requests[0]?.body).not.toHaveProperty("response_format.json_schema.schema.$schema");
  });

  it("learns which fields a thinking model takes, and keeps to them", async () => {
    const server = await openai({ thinks: true });
    const model = modelOn(server);
    expect(codeOf(await model.generate(sceneRequest(), signal()))).toBe("answer");
    expect(server.requests).toHaveLength(3);
    expect(server.requests.at(-1)?.body).toMatchObject({ max_completion_tokens: 1000 });
    expect(server.requests.at(-1)?.body).not.toHaveProperty("temperature");
    expect(codeOf(await model.generate(sceneRequest(), signal()))).toBe("answer");
    expect(server.requests).toHaveLength(4);
  });

  it("learns it once for requests that were under way together, and all of them are answered", async () => {
    const server = await openai({ thinks: true });
    const model = modelOn(server);
    const outcomes = await Promise.all([1, 2, 3].map(() => model.generate(sceneRequest(), signal())));
    expect(outcomes.map(codeOf)).toEqual(["answer", "answer", "answer"]);
    expect(server.requests.length).toBeLessThanOrEqual(9);
  });

  it("is not led elsewhere by the environment, and prints nothing", async () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("OPENAI_API_KEY", "sk-another");
    vi.stubEnv("OPENAI_ADMIN_KEY", "sk-admin");
    vi.stubEnv("OPENAI_ORG_ID", "org-of-the-environment");
    vi.stubEnv("OPENAI_LOG", "debug");
    const printed = vi.spyOn(console, "debug").mockImplementation(() => undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
      printed.mockRestore();
    });
    const server = await openai();
    expect(codeOf(await modelOn(server).generate(sceneRequest(), signal()))).toBe("answer");
    expect(JSON.stringify(server.requests[0]?.headers)).not.toMatch(/sk-another|sk-admin|org-of/);
    expect(printed).not.toHaveBeenCalled();
  });
});

describe("OpenAIModel counts what a request cost", () => {
  it("takes tokens from the answer; a server that is nobody's known one has no price", async () => {
    const outcome = await modelOn(await openai()).generate(sceneRequest(), signal());
    if (outcome.kind !== "answer") throw new Error(codeOf(outcome));
    expect(outcome.spent).toMatchObject({ model: "local-7b", modelVersion: "local-7b", cachedTokens: 3, usd: null });
    expect(outcome.spent.promptTokens).toBeGreaterThan(10);
    expect(outcome.spent.completionTokens).toBeGreaterThan(10);
  });

  it("takes the user's own price, of the model that answered", async () => {
    const prices = new Prices([{ model: "local-8b", input: 1, cached: 1, output: 1 }]);
    const server = await openai({ steps: [{ behaviour: { do: "modelVersion", modelVersion: "local-8b" } }] });
    const outcome = await modelOn(server, { prices }).generate(sceneRequest(), signal());
    if (outcome.kind !== "answer") throw new Error(codeOf(outcome));
    const { spent } = outcome;
    expect(spent.modelVersion).toBe("local-8b");
    expect(spent.usd).toBeCloseTo((spent.promptTokens + spent.completionTokens) / 1e6, 10);
  });

  it("has no tokens and no price from a server that counts none", async () => {
    const prices = new Prices([{ model: "local-7b", input: 1, cached: 1, output: 1 }]);
    const outcome = await modelOn(await openai({ noUsage: true }), { prices }).generate(sceneRequest(), signal());
    expect(outcome).toMatchObject({ kind: "answer", spent: { promptTokens: 0, completionTokens: 0, usd: null } });
  });
});

describe("OpenAIModel and tools", () => {
  const asking = (turns: Turn[] = []): GenerateRequest => ({
    ...sceneRequest(),
    prompt: "What is a circle?",
    turns,
    tools: [{ name: "search", description: "Searches.", parameters: { type: "object", properties: {} } }],
  });

  it("gives calls, takes their results back, and then an answer", async () => {
    const calls = [
      { name: "search", args: { query: "Circle" } },
      { name: "search", args: {} },
    ];
    const server = await openai({ steps: [{ behaviour: { do: "calls", calls } }] });
    const model = modelOn(server);
    const outcome = await model.generate(asking(), signal());
    if (outcome.kind !== "calls") throw new Error(codeOf(outcome));
    expect(outcome.turn.calls.map(({ id, arguments: given }) => [id, given])).toEqual([
      ["call_0", { query: "Circle" }],
      ["call_1", {}],
    ]);
    const results = outcome.turn.calls.map(({ id, name }, index) => {
      return { id, name, result: `found ${index}`, isError: index === 1 };
    });
    // The server refuses results without their calls.
    const last = await model.generate(asking([outcome.turn, { role: "tools", results }]), signal());
    expect(last.kind === "answer" && last.text).toContain("Tools said: found 0; Error: found 1");
  });

  it("takes arguments that are not JSON for no answer", async () => {
    const calls = [{ name: "search", args: { broken: '{"query": ' } }];
    const server = await openai({ steps: [{ behaviour: { do: "calls", calls } }] });
    expect(codeOf(await modelOn(server).generate(asking(), signal()))).toBe("empty");
  });

  it("puts a turn of another provider together from its calls", async () => {
    const server = await openai();
    const call = { id: "one", name: "search", arguments: { query: "x" } };
    const turns: Turn[] = [
      { role: "model", text: "Let me see.", calls: [call], raw: { role: "model", parts: [] } },
      { role: "tools", results: [{ id: "one", name: "search", result: "y", isError: false }] },
    ];
    expect(codeOf(await modelOn(server).generate(asking(turns), signal()))).toBe("answer");
    expect(server.requests[0]?.body).toHaveProperty("messages.2.tool_calls.0.function.arguments", '{"query":"x"}');
  });
});

describe("OpenAIModel tells the ways an answer can fall short apart", () => {
  it.each([
    [{ do: "finish", reason: "content_filter" }, "refused"],
    [{ do: "block", reason: "I cannot help with that." }, "refused"],
    [{ do: "finish", reason: "length" }, "truncated"],
    [{ do: "finish", reason: "stop" }, "empty"],
    [{ do: "empty" }, "empty"],
    [{ do: "text", text: " \n" }, "empty"],
  ] as const)("%j is %s", async (behaviour, kind) => {
    const server = await openai({ steps: [{ behaviour, times: 0 }] });
    expect(codeOf(await modelOn(server).generate(sceneRequest(), signal()))).toBe(kind);
    expect(server.requests).toHaveLength(1);
  });
});

describe("OpenAIModel retries what may pass, within a bound", () => {
  const passing = [
    { do: "error", status: 429, retryAfter: "0" },
    { do: "error", status: 500 },
    { do: "raw", status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" },
    { do: "raw", status: 200, type: "application/json", body: "{broken" },
    { do: "raw", status: 200, type: "text/html", body: "<h1>Hello</h1>" },
    { do: "reset" },
    { do: "cut" },
  ] as const;

  it.each(passing)("%j: the third attempt counts, and there are four at most", async (behaviour) => {
    const server = await openai({ steps: [{ behaviour, times: 2 }] });
    const waits: string[] = [];
    const request = { ...sceneRequest(), report: (message: string) => void waits.push(message) };
    expect(codeOf(await modelOn(server).generate(request, signal()))).toBe("answer");
    expect(server.requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
    const failing = await openai({ steps: [{ behaviour, times: 0 }] });
    const code = codeOf(await modelOn(failing).generate(sceneRequest(), signal()));
    expect(code).toBe(behaviour.do === "error" && behaviour.status === 429 ? "rate-limited" : "provider-unavailable");
    expect(failing.requests).toHaveLength(4);
  });

  it.each([
    [{ do: "error", status: 400 }, "provider-refused"],
    [{ do: "error", status: 400, reason: "context_length_exceeded" }, "request-too-large"],
    [{ do: "error", status: 401 }, "key-rejected"],
    [{ do: "error", status: 404 }, "model-unknown"],
    [{ do: "error", status: 429, reason: "insufficient_quota" }, "rate-limited"],
    [{ do: "redirect", to: "http://127.0.0.1:9/" }, "provider-refused"],
  ] as const)("does not send again what cannot pass: %j is %s", async (behaviour, code) => {
    const server = await openai({ steps: [{ behaviour, times: 0 }] });
    expect(codeOf(await modelOn(server).generate(sceneRequest(), signal()))).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it("waits as long as the server asks, and ends when that is too long", async () => {
    const patient = await openai({ steps: [{ behaviour: { do: "error", status: 429, retryAfter: "0.3" } }] });
    const started = performance.now();
    expect(codeOf(await modelOn(patient).generate(sceneRequest(), signal()))).toBe("answer");
    expect(performance.now() - started).toBeGreaterThanOrEqual(290);
    const long = await openai({ steps: [{ behaviour: { do: "error", status: 429, retryAfter: "60" } }] });
    expect(codeOf(await modelOn(long).generate(sceneRequest(), signal()))).toBe("rate-limited");
    expect(long.requests).toHaveLength(1);
  });

  it("asks once more after its time ran out", async () => {
    const server = await openai({ steps: [{ behaviour: { do: "hang" }, times: 0 }] });
    const outcome = await modelOn(server, { timeout: 100 }).generate(sceneRequest(), signal());
    expect(codeOf(outcome)).toBe("provider-timeout");
    expect(server.requests).toHaveLength(2);
  });
});

describe("OpenAIModel and its key", () => {
  it("needs none on this machine, and then sends none", async () => {
    const server = await openai({ wantsKey: false });
    const model = modelOn(server, { key: () => Promise.resolve(null) });
    expect(codeOf(await model.generate(sceneRequest(), signal()))).toBe("answer");
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("says that it is missing where the server wants one, or is not on this machine", async () => {
    const key = (): Promise<null> => Promise.resolve(null);
    expect(codeOf(await modelOn(await openai(), { key }).generate(sceneRequest(), signal()))).toBe("key-missing");
    const public_ = new OpenAIModel({ model: "gpt-5", key });
    expect(codeOf(await public_.generate(sceneRequest(), signal()))).toBe("key-missing");
  });

  it("never shows it", async () => {
    const secret = "sk-SecretOfTheUser-12345";
    const server = await openai({
      steps: [
        { behaviour: { do: "error", status: 400, message: `${"x".repeat(290)}${secret}` } },
        { behaviour: { do: "redirect", to: `http://127.0.0.1:9/?key=${secret}` } },
      ],
    });
    const model = modelOn(server, { key: () => Promise.resolve(secret) });
    for (let count = 0; count < 3; count += 1) {
      const outcome = await model.generate(sceneRequest(), signal());
      expect(outcome.kind).toBe("failed");
      expect(JSON.stringify(outcome)).not.toContain("sk-Se");
    }
    const { inspect } = await import("node:util");
    expect(inspect(model, { depth: 10, showHidden: true })).not.toContain(secret);
  });

  it.each(["http://example.org/v1", "https://user:pw@example.org", "nonsense"])("is not sent to %s", (baseUrl) => {
    expect(() => modelOn({ url: baseUrl, key: "k" })).toThrow(/The OpenAI base URL/);
  });
});

describe("OpenAIModel ends at once when its signal is aborted", () => {
  it.each([{ do: "hang" }, { do: "error", status: 429, retryAfter: "1.9" }] as const)("%j", async (behaviour) => {
    const server = await openai({ steps: [{ behaviour, times: 0 }] });
    const controller = new AbortController();
    const pending = modelOn(server).generate(sceneRequest(), controller.signal);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    controller.abort();
    expect(codeOf(await pending)).toBe("cancelled");
    expect(performance.now() - started).toBeLessThan(300);
  });
});

describe("openaiModelName", () => {
  it.each([
    ["openai/gpt-5", "gpt-5"],
    [" llama3.2:3b ", "llama3.2:3b"],
    ["openai/meta-llama/Llama-3-8B", "meta-llama/Llama-3-8B"],
  ])("%j is %s", (setting, name) => expect(openaiModelName(setting)).toBe(name));

  it.each(["", "openai/", "a b", "x?key=1", "-"])("refuses %j", (setting) =>
    expect(() => openaiModelName(setting)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "setting-invalid" }) as unknown }),
    ),
  );
});
