import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { noWishes, type JobRequest } from "../../protocol/job.js";
import { ProblemError } from "../../protocol/problems.js";
import { defaultSettings, type Settings } from "../../protocol/settings.js";
import { defaultModels } from "../../server/src/llm/gemini/models.js";
import { Models } from "../../server/src/models.js";
import { startGeminiServer } from "../fixtures/gemini/geminiServer.js";
import { startOpenAIServer } from "../fixtures/openai/openaiServer.js";

function models(settings: Partial<Settings> = {}, key: string | null = null): Models {
  return new Models({
    keys: {
      geminiKey: () => Promise.resolve(key),
      hasGeminiKey: () => Promise.resolve(key !== null),
      openaiKey: () => Promise.resolve(null),
    },
    settings: () => ({ ...defaultSettings(), ...settings }),
  });
}

const request: JobRequest = {
  ...{ topic: "t", out: "/o", quality: "low", provider: "auto", mode: "auto", model: "", ...noWishes },
};

describe("the provider of a request", () => {
  it("is Gemini with a key and the templates without one", async () => {
    expect(await models().providerOf(request)).toBe("templates");
    expect(await models({}, "key").providerOf(request)).toBe("gemini");
  });

  it("is the one that the model names", async () => {
    expect(await models({}, "key").providerOf({ ...request, model: "openai/llama" })).toBe("openai");
    expect(await models({ model: "openai/llama" }, "key").providerOf(request)).toBe("openai");
  });

  it("asks for no key where none decides", async () => {
    const hasGeminiKey = vi.fn(() => Promise.resolve(true));
    const keys = { geminiKey: () => Promise.resolve("k"), hasGeminiKey, openaiKey: () => Promise.resolve(null) };
    const all = new Models({ keys, settings: defaultSettings });
    for (const provider of ["templates", "openai", "editor"] as const)
      expect(await all.providerOf({ ...request, provider })).toBe(provider);
    expect(hasGeminiKey).not.toHaveBeenCalled();
  });

  it("is never asked for without its key", async () => {
    await expect(models().providerOf({ ...request, provider: "gemini" })).rejects.toThrow(ProblemError);
    await expect(models().providerOf({ ...request, model: "gemini/gemini-x" })).rejects.toThrow(/no API key/);
  });
});

describe("the model of a role", () => {
  const names = async (settings: Partial<Settings>, asked = ""): Promise<string[]> => {
    const all = models(settings, "key");
    return Promise.all(
      (["planner", "scene", "helper"] as const).map(async (role) => (await all.make("gemini", role, asked)).id),
    );
  };

  it("is the request's, else the role's own, else the one for all", async () => {
    const set = { model: "gemini/a", sceneModel: "gemini/b", helperModel: "gemini/c" };
    expect(await names(set)).toEqual(["a", "b", "c"]);
    expect(await names({ model: "gemini/a" })).toEqual(["a", "a", "a"]);
    expect(await names(set, "gemini/x")).toEqual(["x", "x", "x"]);
  });

  it("ignores a setting that names another provider's model", async () => {
    expect(await names({ model: "openai/llama", sceneModel: "gemini/b" })).toEqual([
      defaultModels.planner,
      "b",
      defaultModels.helper,
    ]);
  });

  it("is refused where it cannot be one, or where a key must not go", async () => {
    await expect(models({ geminiBaseUrl: "http://example.org" }).make("gemini", "scene", "")).rejects.toThrow(
      ProblemError,
    );
    await expect(models().make("gemini", "scene", "openai/x")).rejects.toThrow(ProblemError);
    await expect(models().make("openai", "scene", "")).rejects.toThrow(/No model is named/);
    await expect(models().make("editor", "scene", "")).rejects.toThrow(ProblemError);
  });
});

describe("the models that a key may use", () => {
  const signal = new AbortController().signal;

  it("are listed by Gemini, those that write", async () => {
    const server = await startGeminiServer();
    onTestFinished(() => server.close());
    const listed = await models({ geminiBaseUrl: server.url }, server.key).list("gemini", signal);
    expect(listed).toContain(defaultModels.planner);
    expect(listed).toHaveLength(5);
    await expect(models({ geminiBaseUrl: server.url }, "wrong").list("gemini", signal)).rejects.toMatchObject({
      problem: { code: "key-rejected" },
    });
    await expect(models({ geminiBaseUrl: server.url }).list("gemini", signal)).rejects.toMatchObject({
      problem: { code: "key-missing" },
    });
  });

  it("are listed by an OpenAI-compatible server, also without a key where it wants none", async () => {
    const server = await startOpenAIServer({ wantsKey: false });
    onTestFinished(() => server.close());
    const listed = await models({ openaiBaseUrl: server.url }).list("openai", signal);
    expect(listed).toEqual(["gpt-loopback", "llama-loopback"]);
  });

  it("are a problem when the server is away", async () => {
    await expect(models({ openaiBaseUrl: "http://127.0.0.1:9/v1" }).list("openai", signal)).rejects.toThrow(
      ProblemError,
    );
  });
});

it("reads a file of prices again that could not be used", async () => {
  const folder = mkdtempSync(join(tmpdir(), "prices-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "prices.json");
  const all = models({ pricesFile: file });
  await expect(all.prices()).rejects.toThrow(ProblemError);
  writeFileSync(file, JSON.stringify({ prices: [{ model: "mine", input: 1, output: 2 }] }));
  const first = all.prices();
  expect((await first).perMillion("gemini", "mine", new Date())).not.toBeNull();
  expect(all.prices()).toBe(first);
});

describe("the mode of a request", () => {
  const modeOf = async (asked: Partial<JobRequest>, key: string | null = "key"): Promise<string> =>
    (await models({}, key).settleMode({ ...request, ...asked })).mode;

  it("is batch for a list and at once for one topic", async () => {
    expect(await modeOf({})).toBe("interactive");
    expect(await modeOf({ list: "list-1" })).toBe("batch");
    expect(await modeOf({ list: "list-1", mode: "interactive" })).toBe("interactive");
    expect(await modeOf({ mode: "batch" })).toBe("batch");
  });

  it("is never batch for those who have none", async () => {
    expect(await modeOf({ mode: "batch" }, null)).toBe("interactive");
    expect(await modeOf({ mode: "batch", provider: "templates" })).toBe("interactive");
  });
});
