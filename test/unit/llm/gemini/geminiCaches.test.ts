import { describe, expect, it, onTestFinished, vi } from "vitest";
import { codeOf, gemini, modelOn, sceneRequest, spentOf } from "./harness.js";

const signal = (): AbortSignal => new AbortController().signal;
const system = "Write Manim scenes. ".repeat(1000);
const model = "gemini-3.8-flash";

describe("GeminiCaches", () => {
  it("creates, shows, lists, extends and deletes", async () => {
    const { caches } = modelOn(await gemini());
    const made = await caches.create({ displayName: "rules", model, system, ttl: 3600 }, signal());
    if (!made.ok) throw new Error(made.problem.message);
    const { value: cache } = made;
    expect(cache).toMatchObject({ name: "cachedContents/loopback-1", displayName: "rules", model, tokens: 5000 });
    expect(Date.parse(cache.expiresAt) - Date.parse(cache.createdAt)).toBe(3_600_000);
    expect(await caches.show(cache.name, signal())).toEqual({ ok: true, value: cache });
    const extended = await caches.extend(cache.name, 200_000, signal());
    expect(extended.ok && Date.parse(extended.value.expiresAt) - Date.now()).toBeGreaterThan(190_000_000);
    const listed = await caches.list(signal());
    expect(listed.ok && listed.value.map(({ name }) => name)).toEqual([cache.name]);
    expect(await caches.delete(cache.name, signal())).toEqual({ ok: true, value: null });
    expect(await caches.show(cache.name, signal())).toEqual({ ok: true, value: null });
    expect(await caches.delete(cache.name, signal())).toEqual({ ok: true, value: null });
  });

  it("lists over all pages", async () => {
    const { caches } = modelOn(await gemini());
    for (let count = 0; count < 105; count += 1)
      await caches.create({ displayName: `rules ${count}`, model, system, ttl: 3600 }, signal());
    const listed = await caches.list(signal());
    expect(listed.ok && listed.value).toHaveLength(105);
  });

  it("says why a text is refused", async () => {
    const server = await gemini();
    const made = await modelOn(server).caches.create({ displayName: "x", model, system: "short", ttl: 60 }, signal());
    expect(made).toMatchObject({ ok: false, problem: { code: "cache-refused" } });
    expect(!made.ok && made.problem.message).toContain("min_total_token_count=4096");
  });

  it("creates once, also when it is unsure: a second one would be billed beside the first", async () => {
    const server = await gemini({ on: "cache", behaviour: { do: "reset" }, times: 0 });
    const made = await modelOn(server).caches.create({ displayName: "x", model, system, ttl: 60 }, signal());
    expect(made).toMatchObject({ ok: false, problem: { code: "provider-unavailable" } });
    expect(server.requests).toHaveLength(1);
  });

  it("has no cache of a name that is none, without asking", async () => {
    const server = await gemini();
    const { caches } = modelOn(server);
    expect(await caches.show("../files/x", signal())).toEqual({ ok: true, value: null });
    expect(await caches.extend("caches/../x", 5, signal())).toMatchObject({ problem: { code: "cache-missing" } });
    expect(server.requests).toHaveLength(0);
    expect(await caches.extend("cachedContents/none", 5, signal())).toMatchObject({
      problem: { code: "cache-missing" },
    });
  });

  it("says that a key is wrong, which is not a missing cache", async () => {
    const { caches } = modelOn(await gemini(), { key: () => Promise.resolve("AIzaWrong") });
    expect(await caches.show("cachedContents/one", signal())).toMatchObject({ problem: { code: "key-rejected" } });
    expect(await caches.list(signal())).toMatchObject({ problem: { code: "key-rejected" } });
  });

  it("ends when it is aborted", async () => {
    const server = await gemini({ on: "cache", behaviour: { do: "hang" } });
    const controller = new AbortController();
    const pending = modelOn(server).caches.list(controller.signal);
    await vi.waitFor(() => expect(server.requests).toHaveLength(1));
    controller.abort();
    expect(await pending).toMatchObject({ problem: { code: "cancelled" } });
  });
});

describe("GeminiModel and a context cache", () => {
  it("names it instead of sending the instructions, and pays the cached price for them", async () => {
    const server = await gemini();
    const on = modelOn(server);
    const made = await on.caches.create({ displayName: "rules", model, system, ttl: 60 }, signal());
    const cache = made.ok ? made.value.name : "";
    const request = { ...sceneRequest(), system };
    const cached = spentOf(await on.generate({ ...request, cache }, signal()));
    expect(server.requests.at(-1)?.body).toMatchObject({ cachedContent: cache });
    expect(server.requests.at(-1)?.body).not.toHaveProperty("systemInstruction");
    expect(cached.cachedTokens).toBe(5000);
    const plain = spentOf(await on.generate(request, signal()));
    expect(plain.promptTokens).toBe(cached.promptTokens);
    expect((plain.usd ?? 0) - (cached.usd ?? 0)).toBeCloseTo((5000 * (0.75 - 0.075)) / 1e6, 8);
  });

  it.each(["expired", "never there"])("says that one is gone: %s", async (how) => {
    const server = await gemini();
    const on = modelOn(server);
    const made = await on.caches.create({ displayName: "rules", model, system, ttl: 1 }, signal());
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2000 });
    onTestFinished(() => void vi.useRealTimers());
    const cache = made.ok && how === "expired" ? made.value.name : "cachedContents/none";
    const outcome = await on.generate({ ...sceneRequest(), cache }, signal());
    expect(codeOf(outcome)).toBe("cache-missing");
    expect(outcome.kind === "failed" && outcome.problem.message).toContain(cache);
    expect(server.requests).toHaveLength(2);
  });
});
