import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { CreateOutcome } from "../../../../server/src/batch/provider.js";
import { planSchema } from "../../../../server/src/llm/prompts/planPrompt.js";
import { batchesAt, created, doing, entries, lane, model, newBatch, signal } from "./batches.js";

const codeOf = (outcome: CreateOutcome): string =>
  outcome.kind === "created" ? "created" : `${outcome.kind} ${outcome.problem.code}`;

describe("a create of few requests", () => {
  it("goes inline, in REST form with its keys, and is told before it goes out", async () => {
    const { server, batches } = await lane();
    const batch = newBatch();
    const made = created(await batches.create(batch, signal()));
    expect(made).toMatchObject({
      name: "batches/loopback-1",
      displayName: "installation-reservation",
      model,
      state: "JOB_STATE_PENDING",
      counts: { total: 2, succeeded: 0, failed: 0 },
      error: null,
    });
    expect(batch.calls).toEqual(["sending"]);
    expect(server.requests.map(({ kind }) => kind)).toEqual(["batchCreate"]);
    const [prompt] = entries(1).map(({ request }) => (request.kind === "generate" ? request.request.prompt : ""));
    expect(server.requests[0]?.body).toMatchObject({
      batch: {
        displayName: "installation-reservation",
        inputConfig: {
          requests: {
            requests: [
              {
                metadata: { key: "k0" },
                request: {
                  contents: [{ role: "user", parts: [{ text: prompt }] }],
                  systemInstruction: { parts: [{ text: "You write." }] },
                  generationConfig: { temperature: 0.1, maxOutputTokens: 1000, candidateCount: 1 },
                },
              },
              { metadata: { key: "k1" } },
            ],
          },
        },
      },
    });
  });

  it("asks for structured answers by responseSchema, for thoughts by their budget, and names a cache for the system", async () => {
    const { server, batches } = await lane();
    const [entry] = entries(1);
    if (entry?.request.kind !== "generate") throw new Error("no entry");
    const request = { ...entry.request.request, schema: planSchema, thinkingBudget: 512, cache: "cachedContents/one" };
    await batches.create(newBatch({ entries: [{ key: "k0", request: { kind: "generate", request } }] }), signal());
    const { batch } = server.requests[0]?.body as {
      batch: { inputConfig: { requests: { requests: { request: Record<string, Record<string, unknown>> }[] } } };
    };
    const sent = batch.inputConfig.requests.requests[0]?.request;
    expect(sent?.generationConfig).toMatchObject({
      responseMimeType: "application/json",
      thinkingConfig: { thinkingBudget: 512 },
    });
    expect(sent?.generationConfig).toHaveProperty("responseSchema.type", "OBJECT");
    expect(sent?.generationConfig).not.toHaveProperty("responseJsonSchema");
    expect(sent?.cachedContent).toBe("cachedContents/one");
    expect(sent).not.toHaveProperty("systemInstruction");
  });

  it("blames a request whose schema Gemini has no counterpart of, before anything is sent", async () => {
    const { server, batches } = await lane();
    const list = entries(3);
    const third = list[2];
    if (third?.request.kind !== "generate") throw new Error("no entry");
    third.request.request.schema = z.toJSONSchema(z.union([z.string(), z.number()]));
    const outcome = await batches.create(newBatch({ entries: list }), signal());
    expect(outcome).toMatchObject({ kind: "refused", entry: 2, tooLarge: false });
    expect(server.requests).toHaveLength(0);
  });

  it("takes bodies in REST form as they are", async () => {
    const { server, batches } = await lane();
    const body = { contents: [{ parts: [{ text: "Hello" }] }], generationConfig: { topK: 3 } };
    created(await batches.create(newBatch({ entries: [{ key: "mine", request: { kind: "rest", body } }] }), signal()));
    expect(server.batches()[0]?.keys).toEqual(["mine"]);
    expect(server.requests[0]?.body).toHaveProperty("batch.inputConfig.requests.requests.0.request", body);
  });
});

describe("a create of many requests", () => {
  it("uploads a JSONL file first, tells its name, and then creates from it", async () => {
    const { server, batches } = await lane();
    const batch = newBatch({ form: "file", entries: entries(30) });
    created(await batches.create(batch, signal()));
    expect(batch.calls).toEqual(["uploaded files/loopback-1", "sending"]);
    expect(server.requests.map(({ kind }) => kind)).toEqual(["upload", "upload", "batchCreate"]);
    expect(server.requests[0]?.headers["x-goog-upload-header-content-type"]).toBe("application/jsonl");
    expect(server.batches()[0]).toMatchObject({ form: "file", keys: entries(30).map(({ key }) => key) });
  });

  it("does not upload again what is still there", async () => {
    const { server, batches } = await lane({ steps: [{ on: "batchCreate", behaviour: { do: "error", status: 429 } }] });
    const first = newBatch({ form: "file" });
    expect(codeOf(await batches.create(first, signal()))).toBe("unsent rate-limited");
    const again = newBatch({ form: "file", file: "files/loopback-1" });
    created(await batches.create(again, signal()));
    expect(again.calls).toEqual(["sending"]);
    expect(server.requests.filter(({ kind }) => kind === "upload")).toHaveLength(2);
  });

  it("uploads anew what has expired", async () => {
    const { server, batches } = await lane();
    await batches.create(newBatch({ form: "file", displayName: "earlier" }), signal());
    server.forgetFiles();
    const again = newBatch({ form: "file", file: "files/loopback-1" });
    created(await batches.create(again, signal()));
    expect(again.calls).toEqual(["uploaded files/loopback-2", "sending"]);
  });

  it("tries a failing upload again within a bound, and sends no create without it", async () => {
    const passing = await lane({ steps: [{ on: "upload", behaviour: { do: "error", status: 503 }, times: 2 }] });
    created(await passing.batches.create(newBatch({ form: "file" }), signal()));
    const failing = await lane({ steps: [{ on: "upload", behaviour: { do: "reset" }, times: 0 }] });
    const batch = newBatch({ form: "file" });
    expect(codeOf(await failing.batches.create(batch, signal()))).toBe("unsent provider-unavailable");
    expect(batch.calls).toEqual([]);
    expect(failing.server.requests).toHaveLength(4);
    expect(failing.server.creates).toEqual({});
  });

  it("names the request of a bad line", async () => {
    const { batches } = await lane();
    const list = entries(4);
    list[2] = { key: "k2", request: { kind: "rest", body: { config: { temperature: 1 }, contents: [{}] } } };
    const outcome = await batches.create(newBatch({ form: "file", entries: list }), signal());
    expect(outcome).toMatchObject({ kind: "refused", entry: 2, problem: { code: "provider-refused" } });
    const inline = await batches.create(newBatch({ entries: list }), signal());
    expect(inline).toMatchObject({ kind: "refused", entry: 2 });
  });
});

describe("a create that is too large", () => {
  const big = entries(3).map((entry, index) => {
    if (entry.request.kind === "generate" && index === 1) entry.request.request.prompt += "x".repeat(5000);
    return entry;
  });

  it.each(["inline", "file"] as const)("%s: is not sent, and names the request that alone is", async (form) => {
    const { server, batches } = await lane({}, { sizes: { inline: 5000, file: 5000 } });
    const outcome = await batches.create(newBatch({ entries: big, form }), signal());
    expect(outcome).toMatchObject({
      kind: "refused",
      tooLarge: true,
      entry: 1,
      problem: { code: "request-too-large" },
    });
    expect(server.requests).toHaveLength(0);
  });

  it("says that a smaller one may pass where it is the sum", async () => {
    const { server, batches } = await lane({}, { sizes: { inline: 900, file: 1 } });
    const outcome = await batches.create(newBatch({ entries: entries(4) }), signal());
    expect(outcome).toMatchObject({ kind: "refused", tooLarge: true, entry: null });
    expect(server.requests).toHaveLength(0);
    expect(await batches.create(newBatch({ entries: entries(1) }), signal())).toMatchObject({ kind: "created" });
  });

  it.each([
    [{ batches: { inlineBytes: 500 } }],
    [{ steps: [{ on: "batchCreate" as const, behaviour: { do: "error" as const, status: 413 } }] }],
  ])("understands the server's refusal: %j", async (scenario) => {
    const { batches } = await lane(scenario);
    expect(await batches.create(newBatch({ entries: entries(3) }), signal())).toMatchObject({
      kind: "refused",
      tooLarge: true,
      entry: null,
      problem: { code: "request-too-large" },
    });
  });
});

describe("how a create ended", () => {
  it.each([
    [{ do: "error", status: 400 }, "refused provider-refused"],
    [{ do: "error", status: 400, reason: "API_KEY_INVALID" }, "refused key-rejected"],
    [{ do: "error", status: 404 }, "refused model-unknown"],
    [{ do: "redirect", to: "http://127.0.0.1:9/" }, "refused provider-refused"],
    [{ do: "error", status: 429 }, "unsent rate-limited"],
    [{ do: "error", status: 408 }, "unsure batch-unsure"],
    [{ do: "error", status: 500 }, "unsure batch-unsure"],
    [{ do: "error", status: 503 }, "unsure batch-unsure"],
    [{ do: "raw", status: 502, type: "text/html", body: "<h1>Bad gateway</h1>" }, "unsure batch-unsure"],
    [{ do: "raw", status: 200, type: "application/json", body: "{}" }, "unsure batch-unsure"],
    [{ do: "notJson" }, "unsure batch-unsure"],
    [{ do: "reset" }, "unsure batch-unsure"],
    [{ do: "hang" }, "unsure batch-unsure"],
  ] as const)("%j: %s, and one request at most", async (behaviour, code) => {
    const { server, batches } = await lane({ steps: [{ on: "batchCreate", behaviour, times: 0 }] });
    const batch = newBatch();
    expect(codeOf(await batches.create(batch, signal()))).toBe(code);
    expect(batch.calls).toEqual(["sending"]);
    expect(server.requests).toHaveLength(1);
  });

  it("says how long a rate limit asks to wait", async () => {
    const { batches } = await lane({
      steps: [{ on: "batchCreate", behaviour: { do: "error", status: 429, retryDelay: 40 } }],
    });
    expect(await batches.create(newBatch(), signal())).toMatchObject({ kind: "unsent", delay: 40_000 });
  });

  it("asks for smaller batches where too many tokens wait at the provider, and waits with a single one", async () => {
    const behaviour = { do: "error", status: 429, message: "Quota exceeded: enqueued tokens." } as const;
    const { batches } = await lane({ steps: [{ on: "batchCreate", behaviour, times: 0 }] });
    expect(await batches.create(newBatch(), signal())).toMatchObject({ kind: "refused", tooLarge: true });
    expect(await batches.create(newBatch({ entries: entries(1) }), signal())).toMatchObject({ kind: "unsent" });
  });

  it.each([
    [{ do: "acceptAndReset" }],
    [{ do: "acceptAndCut" }],
    [{ do: "acceptAndHang" }],
    [{ do: "acceptAndFail", status: 503 }],
  ] as const)("%j: unsure, made once, and found by its name", async (behaviour) => {
    const { server, batches } = await lane(doing(behaviour));
    expect(codeOf(await batches.create(newBatch(), signal()))).toBe("unsure batch-unsure");
    expect(server.creates).toEqual({ "installation-reservation": 1 });
    const found = await batches.find("installation-reservation", signal());
    expect(found.ok && found.value.map(({ name }) => name)).toEqual(["batches/loopback-1"]);
  });

  it("is unsent where nothing listens, where the name is unknown, and without a key", async () => {
    const free = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, "127.0.0.1", () => {
        const { port } = probe.address() as AddressInfo;
        probe.close(() => resolve(port));
      });
    });
    for (const url of [`http://127.0.0.1:${free}`, `http://localhost:${free}`, "http://nowhere.invalid"])
      expect(codeOf(await batchesAt({ url, key: "k" }).create(newBatch(), signal()))).toBe(
        "unsent provider-unavailable",
      );
    const { server } = await lane();
    const keyless = newBatch();
    expect(codeOf(await batchesAt({ url: server.url, key: "" }).create(keyless, signal()))).toBe("unsent key-missing");
    expect(keyless.calls).toEqual([]);
  });

  it("is unsent when it was aborted before, and unsure when it was aborted on its way", async () => {
    const { server, batches } = await lane({ steps: [{ on: "batchCreate", behaviour: { do: "hang" } }] });
    const early = newBatch();
    expect(codeOf(await batches.create(early, AbortSignal.abort()))).toBe("unsent cancelled");
    expect(early.calls).toEqual([]);
    const controller = new AbortController();
    const pending = batches.create(newBatch(), controller.signal);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    const started = performance.now();
    controller.abort();
    expect(codeOf(await pending)).toBe("unsure cancelled");
    expect(performance.now() - started).toBeLessThan(300);
  });

  it("never shows the key", async () => {
    const key = "AIzaSecretOfTheUser-12345";
    for (const behaviour of [
      { do: "error", status: 400, message: `caller ${key}` },
      { do: "error", status: 500, message: `caller ${key}` },
      { do: "redirect", to: `http://127.0.0.1:9/?key=${key}` },
    ] as const) {
      const { batches } = await lane({ key, steps: [{ behaviour }] });
      expect(JSON.stringify(await batches.create(newBatch(), signal()))).not.toContain(key);
    }
  });
});
