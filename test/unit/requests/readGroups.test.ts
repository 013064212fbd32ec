import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { BatchProvider } from "../../../server/src/batch/provider.js";
import { readGroups, type ReadGroups, type ReadOptions } from "../../../server/src/requests/readGroups.js";
import { loadRequests } from "../../../server/src/lists/readRequests.js";
import type { ContextCache, ContextCaches } from "../../../server/src/llm/contextCaches.js";
import type { Model } from "../../../server/src/llm/model.js";

const root = mkdtempSync(join(tmpdir(), "groups-"));
afterAll(() => rmSync(root, { recursive: true }));

let lists = 0;
beforeEach(() => {
  lists = 0;
});

const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
const mine: ContextCache = {
  ...{ name: "cachedContents/1", displayName: "mine", model: "scene", tokens: 5000, createdAt: "", expiresAt },
};

function model(provider: string, id: string): Model {
  const list = () => {
    lists += 1;
    return Promise.resolve({ ok: true as const, value: [mine] });
  };
  return {
    ...{ id, provider, batches: {} as BatchProvider, caches: { list } as unknown as ContextCaches },
    generate: () => Promise.reject(new Error("nothing is asked while a list is read")),
  };
}

const models: ReadOptions["models"] = {
  make: (provider, role, asked) => Promise.resolve(model(provider, asked || role)),
  named: (provider, name) => Promise.resolve(model(provider, name)),
  providerOf: ({ provider }) =>
    provider === "gemini"
      ? Promise.resolve(provider)
      : Promise.reject(new ProblemError(problem("key-missing", "No key is set."))),
};

function read(...lines: (object | string)[]): Promise<ReadGroups> {
  const path = join(root, "requests.jsonl");
  writeFileSync(path, lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  const options: ReadOptions = { models, provider: "gemini", model: "", defaults: { maxOutputTokens: 777 } };
  const { signal } = new AbortController();
  return readGroups(path, loadRequests(path, signal), options, signal);
}

describe("requests of a file", () => {
  it("are completed from the defaults and keep the user's metadata", async () => {
    const { groups } = await read({ id: "a", prompt: "One", metadata: { n: 1 } }, { prompt: "Two", temperature: 0 });
    expect(groups[0]?.requests.map(({ id, request }) => ({ id, ...request }))).toMatchObject([
      {
        id: "a",
        kind: "generate",
        metadata: { n: 1 },
        request: { prompt: "One", maxOutputTokens: 777, temperature: 1 },
      },
      { id: "line-2", request: { prompt: "Two", temperature: 0, label: "line-2" } },
    ]);
    expect(groups[0]?.requests[1]?.request).not.toHaveProperty("metadata");
  });

  it("go to the model that they name, each group by itself", async () => {
    const { groups, problems } = await read(
      { prompt: "One" },
      { prompt: "Two", model: "gemini/other" },
      { prompt: "Three", model: "other" },
      { prompt: "Four", model: "openai/gpt" },
    );
    const ids = groups.map(({ model: { id }, requests }) => [id, requests.length]);
    expect(ids).toEqual([
      ["scene", 1],
      ["gemini/other", 1],
      ["other", 1],
    ]);
    expect(problems).toMatchObject([{ code: "key-missing", line: 4, message: "Line 4: No key is set." }]);
  });

  it("name a context cache, which is looked for once and stands for the instructions", async () => {
    const { groups, problems } = await read(
      { id: "a", prompt: "@use_cache mine\nOne" },
      { id: "b", prompt: "@use_cache mine\nTwo" },
      { id: "c", prompt: "@use_cache mine\nThree", system: "Rules." },
      { id: "d", prompt: "@use_cache yours\nFour" },
    );
    expect(lists).toBe(1);
    expect(groups[0]?.requests).toMatchObject([
      { id: "a", cached: 5000, request: { request: { prompt: "One", cache: "cachedContents/1" } } },
      { id: "b", cached: 5000 },
    ]);
    expect(problems.map(({ code, line }) => [code, line])).toEqual([
      ["list-invalid", 3],
      ["cache-missing", 4],
    ]);
    expect(problems[0]?.message).toContain("the cache holds it");
  });

  it("in the provider's own form are left as they are", async () => {
    const body = { contents: [{ parts: [{ text: "@use_cache mine\nOne" }] }] };
    const { groups } = await read({ key: "k", request: body }, "not JSON");
    expect(groups[0]?.requests).toEqual([{ id: "k", request: { kind: "rest", body }, cached: 0 }]);
    expect(lists).toBe(0);
  });
});
