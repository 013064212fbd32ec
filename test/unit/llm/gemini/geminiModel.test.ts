import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { GeminiModel } from "../../../../server/src/llm/gemini/geminiModel.js";
import { planSchema } from "../../../../server/src/llm/prompts/planPrompt.js";
import { sealed } from "../../../../server/src/llm/prompts/task.js";
import { codeOf, gemini, modelOn, outcomeOf, sceneRequest, spentOf } from "./harness.js";

const signal = (): AbortSignal => new AbortController().signal;

describe("GeminiModel sends one request in the REST shape that the API takes", () => {
  it("answers with text composed from this request, without the model's thoughts", async () => {
    const server = await gemini();
    const outcome = await modelOn(server).generate(sceneRequest(), signal());
    const nonce = server.requests[0]?.nonce ?? "none";
    expect(outcome).toMatchObject({ kind: "answer" });
    expect(outcome.kind === "answer" && outcome.text).toContain(`NONCE = "${nonce}"`);
    expect(outcome.kind === "answer" && outcome.text).not.toContain("I think first.");
  });

  it("pins the version, names the timeout in seconds, and sends neither tools nor a continuation", async () => {
    const server = await gemini();
    await modelOn(server).generate(sceneRequest(), signal());
    const [request] = server.requests;
    expect(request?.path).toBe("/v1beta/models/gemini-3.8-flash:generateContent");
    expect(request?.headers["x-server-timeout"]).toBe("120");
    expect(request?.system).toBe("You write scenes.");
    expect(request?.body).toEqual({
      contents: [{ role: "user", parts: [{ text: request?.prompt }] }],
      systemInstruction: expect.anything() as unknown,
      generationConfig: { temperature: 0.1, maxOutputTokens: 1000, candidateCount: 1 },
    });
  });

  it("asks for structured output by responseSchema", async () => {
    const server = await gemini();
    const request = { ...sceneRequest(), prompt: sealed([], "plan"), schema: planSchema };
    const outcome = await modelOn(server).generate(request, signal());
    expect(codeOf(outcome)).toBe("answer");
    const body = server.requests[0]?.body as { generationConfig: Record<string, unknown> };
    expect(body.generationConfig.responseMimeType).toBe("application/json");
    expect(body.generationConfig).toHaveProperty("responseSchema.properties.scenes.items.properties.beats");
    expect(body.generationConfig).not.toHaveProperty("responseJsonSchema");
  });

  it("is not led elsewhere by the environment", async () => {
    vi.stubEnv("GOOGLE_GENAI_USE_VERTEXAI", "true");
    vi.stubEnv("GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:9");
    vi.stubEnv("GOOGLE_API_KEY", "another-key");
    vi.stubEnv("GOOGLE_GENAI_API_VERSION", "v1alpha");
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await gemini();
    expect(codeOf(await modelOn(server).generate(sceneRequest(), signal()))).toBe("answer");
    expect(server.requests[0]?.path).toContain("/v1beta/");
  });

  it("leaves no listener on a signal that many requests share", async () => {
    const server = await gemini();
    const warnings: string[] = [];
    const listen = (warning: Error): void => void warnings.push(warning.name);
    process.on("warning", listen);
    onTestFinished(() => void process.off("warning", listen));
    const shared = signal();
    for (let count = 0; count < 25; count += 1) await modelOn(server).generate(sceneRequest(), shared);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warnings).toEqual([]);
  });
});

describe("GeminiModel counts what a request cost", () => {
  it("takes tokens, thinking included, from the answer and prices them by the model that answered", async () => {
    const server = await gemini();
    const spent = spentOf(await modelOn(server).generate(sceneRequest(), signal()));
    const sent = (server.requests[0]?.system ?? "") + (server.requests[0]?.prompt ?? "");
    expect(spent.promptTokens).toBe(Math.ceil(sent.length / 4));
    expect(spent.completionTokens).toBeGreaterThan(7);
    expect(spent.modelVersion).toBe("gemini-3.8-flash");
    expect(spent.usd).toBeGreaterThan(0);
  });

  it("says which model really answered, and no price for one it does not know", async () => {
    const { outcome } = await outcomeOf({ do: "modelVersion", modelVersion: "gemini-9-ultra" });
    expect(spentOf(outcome)).toMatchObject({ model: "gemini-3.8-flash", modelVersion: "gemini-9-ultra", usd: null });
  });
});

describe("GeminiModel tells the ways an answer can fall short apart", () => {
  it.each([
    [{ do: "block", reason: "PROHIBITED_CONTENT" }, "refused", "PROHIBITED_CONTENT"],
    [{ do: "finish", reason: "SAFETY" }, "refused", "SAFETY"],
    [{ do: "finish", reason: "RECITATION" }, "refused", "RECITATION"],
    [{ do: "finish", reason: "OTHER" }, "empty", "OTHER"],
    [{ do: "finish", reason: "A_REASON_OF_NEXT_YEAR" }, "empty", "A_REASON_OF_NEXT_YEAR"],
    [{ do: "finish", reason: "STOP" }, "empty", "no text"],
    [{ do: "empty" }, "empty", "no candidate"],
  ] as const)("%j is %s", async (behaviour, kind, reason) => {
    const { outcome, server } = await outcomeOf(behaviour);
    expect(outcome).toMatchObject({ kind, reason: expect.stringContaining(reason) as unknown });
    expect(server.requests).toHaveLength(1);
  });

  it("keeps what there is of a truncated answer, and asks for no continuation", async () => {
    const { outcome, server } = await outcomeOf({ do: "finish", reason: "MAX_TOKENS" });
    expect(outcome).toMatchObject({ kind: "truncated", text: expect.stringContaining("class OneScene") as unknown });
    expect(server.requests).toHaveLength(1);
  });
});

describe("GeminiModel retries what may pass, within a bound", () => {
  const passing = [
    { do: "error", status: 503 },
    { do: "error", status: 500 },
    { do: "error", status: 429 },
    { do: "reset" },
    { do: "cut" },
    { do: "notJson" },
    { do: "raw", status: 502, type: "text/html", body: "<html><h1>Bad gateway</h1></html>" },
    { do: "raw", status: 503, type: "application/json", body: "{broken" },
  ] as const;

  it.each(passing)("$do $status: the third attempt's answer counts", async (behaviour) => {
    const { outcome, server, waits } = await outcomeOf(behaviour, 2);
    expect(outcome.kind).toBe("answer");
    expect(server.requests).toHaveLength(3);
    expect(waits).toHaveLength(2);
  });

  it.each(passing)("$do $status for ever: four attempts, then a problem", async (behaviour) => {
    const { outcome, server } = await outcomeOf(behaviour, 0);
    const limited = behaviour.do === "error" && behaviour.status === 429;
    expect(codeOf(outcome)).toBe(limited ? "rate-limited" : "provider-unavailable");
    expect(server.requests).toHaveLength(4);
  });

  it("waits as long as RetryInfo or Retry-After ask", async () => {
    for (const wish of [{ retryDelay: 0.4 }, { retryAfter: "0.4" }]) {
      const { outcome, server } = await outcomeOf({ do: "error", status: 429, ...wish });
      expect(outcome.kind).toBe("answer");
      const [first, second] = server.requests;
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(390);
    }
  });

  it("does not wait longer than its bound, but says what was asked", async () => {
    const { outcome, server } = await outcomeOf({ do: "error", status: 429, retryDelay: 300 }, 0);
    expect(server.requests).toHaveLength(1);
    expect(outcome).toMatchObject({ kind: "failed", retryable: true, problem: { code: "rate-limited" } });
    expect(outcome.kind === "failed" && outcome.problem.message).toContain("300 s");
  });

  it("does not retry a daily quota", async () => {
    const quota = "GenerateRequestsPerDayPerProjectPerModel-FreeTier";
    const { outcome, server } = await outcomeOf({ do: "error", status: 429, quota, retryDelay: 0.1 }, 0);
    expect(codeOf(outcome)).toBe("rate-limited");
    expect(server.requests).toHaveLength(1);
  });

  it("sends a request that ran out of time once more and no further", async () => {
    const { outcome, server } = await outcomeOf({ do: "hang" }, 0, { timeout: 200 });
    expect(outcome).toMatchObject({ kind: "failed", retryable: true, problem: { code: "provider-timeout" } });
    expect(server.requests).toHaveLength(2);
    expect(server.requests[0]?.headers["x-server-timeout"]).toBe("10");
  });

  it("reports a port where nobody listens", async () => {
    const server = await gemini();
    await server.close();
    const outcome = await modelOn(server).generate(sceneRequest(), signal());
    expect(codeOf(outcome)).toBe("provider-unavailable");
    expect(outcome.kind === "failed" && outcome.problem.message).toContain("ECONNREFUSED");
  });
});

describe("GeminiModel does not retry what cannot pass", () => {
  it.each([
    [{ do: "error", status: 401 }, "key-rejected"],
    [{ do: "error", status: 403 }, "key-rejected"],
    [{ do: "error", status: 400, reason: "API_KEY_INVALID" }, "key-rejected"],
    [{ do: "error", status: 400, state: "FAILED_PRECONDITION" }, "provider-refused"],
    [{ do: "error", status: 413 }, "provider-refused"],
    [{ do: "redirect", to: "http://127.0.0.1:9/" }, "provider-refused"],
  ] as const)("%j is %s", async (behaviour, code) => {
    const { outcome, server } = await outcomeOf(behaviour, 0);
    expect(codeOf(outcome)).toBe(code);
    expect(outcome.kind === "failed" && outcome.retryable).toBe(false);
    expect(server.requests).toHaveLength(1);
  });

  it("names models that the key may use when it is given one that does not exist", async () => {
    const server = await gemini();
    const outcome = await modelOn(server, { model: "gemini-3.6-flahs" }).generate(sceneRequest(), signal());
    expect(codeOf(outcome)).toBe("model-unknown");
    expect(outcome.kind === "failed" && outcome.problem.fix).toContain("gemini-3.6-flash");
    expect(outcome.kind === "failed" && outcome.problem.fix).not.toContain("embedding");
  });
});

describe("GeminiModel and its key", () => {
  it.each([null, "", "  "])("asks nobody without a key: %j", async (key) => {
    const server = await gemini();
    const outcome = await modelOn(server, { key: () => Promise.resolve(key) }).generate(sceneRequest(), signal());
    expect(codeOf(outcome)).toBe("key-missing");
    expect(server.requests).toHaveLength(0);
  });

  it("reports a wrong key once, and uses a new one at the next request", async () => {
    const server = await gemini();
    let key = "AIzaWrongKeyForTests";
    const model = modelOn(server, { key: () => Promise.resolve(key) });
    const outcome = await model.generate(sceneRequest(), signal());
    expect(codeOf(outcome)).toBe("key-rejected");
    expect(server.requests).toHaveLength(1);
    key = server.key;
    expect(codeOf(await model.generate(sceneRequest(), signal()))).toBe("answer");
  });

  const secret = "AIzaSecretOfTheUser-12345";
  it.each([
    { do: "error", status: 400, reason: "API_KEY_INVALID", message: `API key ${secret} not valid` },
    { do: "error", status: 500, message: `caller ${secret}` },
    { do: "error", status: 429, message: `caller ${secret}` },
    { do: "raw", status: 404, type: "text/html", body: `<p>GET /?key=${secret}</p>` },
    { do: "redirect", to: `http://127.0.0.1:9/?key=${secret}` },
  ] as const)("never shows it, even when $do $status repeats it", async (behaviour) => {
    const { outcome, waits } = await outcomeOf(behaviour, 0, { key: () => Promise.resolve(secret) });
    expect(outcome.kind).toBe("failed");
    expect(JSON.stringify([outcome, waits])).not.toContain(secret);
  });

  it("never shows a part of it, where a long message is shortened", async () => {
    const message = `${"x".repeat(290)}${secret}`;
    const { outcome } = await outcomeOf({ do: "error", status: 400, message }, 0, {
      key: () => Promise.resolve(secret),
    });
    expect(JSON.stringify(outcome)).toContain("xxx");
    expect(JSON.stringify(outcome)).not.toContain(secret.slice(0, 5));
  });

  it("never shows one that cannot be a header, which fetch would quote", async () => {
    const server = await gemini();
    const outcome = await modelOn(server, { key: () => Promise.resolve(`${secret}\nüx`) }).generate(
      sceneRequest(),
      signal(),
    );
    expect(codeOf(outcome)).toBe("key-rejected");
    expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  it("is not part of the model when that is logged", async () => {
    const server = await gemini();
    const model = modelOn(server, { key: () => Promise.resolve(secret) });
    await model.generate(sceneRequest(), signal());
    const { inspect } = await import("node:util");
    expect(inspect(model, { depth: 10, showHidden: true }) + JSON.stringify(model)).not.toContain(secret);
  });

  it("does not follow a redirect with it", async () => {
    const visitors: string[] = [];
    const other = createServer((request, response) => {
      visitors.push(request.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void other.close());
    await outcomeOf({ do: "redirect", to: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` }, 0);
    expect(visitors).toEqual([]);
  });
});

describe("GeminiModel ends at once when its signal is aborted", () => {
  it.each([
    ["while the server hangs", { do: "hang" }],
    ["while it waits to try again", { do: "error", status: 429, retryDelay: 1.9 }],
    ["while the answer is on its way", { do: "slow", milliseconds: 5000 }],
  ] as const)("%s", async (_when, behaviour) => {
    const server = await gemini({ behaviour, times: 0 });
    const controller = new AbortController();
    const pending = modelOn(server).generate(sceneRequest(), controller.signal);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = performance.now();
    controller.abort();
    expect(codeOf(await pending)).toBe("cancelled");
    expect(performance.now() - started).toBeLessThan(300);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(server.requests).toHaveLength(1);
  });

  it("sends nothing when it is aborted already", async () => {
    const server = await gemini();
    expect(codeOf(await modelOn(server).generate(sceneRequest(), AbortSignal.abort()))).toBe("cancelled");
    expect(server.requests).toHaveLength(0);
  });
});

describe("GeminiModel refuses an address that a key must not go to", () => {
  it.each(["http://example.org", "ftp://127.0.0.1", "nonsense", "https://user:pw@example.org"])("%s", (baseUrl) => {
    const make = (): GeminiModel => new GeminiModel({ model: "m", key: () => Promise.resolve("k"), baseUrl });
    expect(make).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code: "setting-invalid" }) as unknown }),
    );
  });
});
