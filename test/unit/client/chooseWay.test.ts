import { beforeEach, describe, expect, it, vi } from "vitest";
import { askWay, withWhatItNeeds } from "../../../client/src/chooseWay.js";
import { needsOpenaiKey, waysFor, type Surroundings } from "../../../client/src/ways.js";
import { servicesWith } from "./fakeServices.js";
import { editor } from "./fakeVscode.js";

vi.mock("vscode", () => import("./fakeVscode.js"));
beforeEach(() => editor.reset());

const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  keys: { gemini: "unset", openai: "unset" },
  settings: { mode: "auto", model: "", openaiBaseUrl: "" },
  editorModels: [],
  listed: false,
  ...more,
});
const named = (more: Partial<Surroundings>) =>
  waysFor(around(more)).map(({ way }) => `${way?.provider} ${way?.mode ?? ""}`.trim());

describe("the ways to make videos", () => {
  it("put batches first for a list, and where the settings say so", () => {
    const [interactive, batch] = ["gemini interactive", "gemini batch"];
    expect(named({}).slice(0, 4)).toEqual(["auto", "templates", interactive, batch]);
    expect(named({ listed: true }).slice(2, 4)).toEqual([batch, interactive]);
    const settings = { mode: "interactive", model: "", openaiBaseUrl: "" } as const;
    expect(named({ listed: true, settings }).slice(2, 4)).toEqual([interactive, batch]);
    expect(named({ settings: { ...settings, mode: "batch" } }).slice(2, 4)).toEqual([batch, interactive]);
  });

  it("have the editor's own model only where the editor has one", () => {
    expect(named({})).not.toContain("editor interactive");
    const pick = waysFor(around({ editorModels: ["GPT-5"] })).at(-1);
    expect(pick).toMatchObject({ way: { provider: "editor", mode: "interactive" }, description: "GPT-5" });
  });

  it("say what automatic means and what a server lacks", () => {
    const words = (more: Partial<Surroundings>) => waysFor(around(more)).map(({ description }) => description ?? "");
    expect(words({ keys: { gemini: "set", openai: "unset" } })[0]).toBe("Gemini");
    const settings = { mode: "auto", model: "openai/llama3", openaiBaseUrl: "http://127.0.0.1:11434/v1" } as const;
    expect(words({ settings })[0]).toBe("OpenAI-compatible, llama3");
    expect(words({ settings })[4]).toBe("llama3, 127.0.0.1:11434");
  });

  it("need no key for a server on this computer alone", () => {
    const local = ["http://localhost:1234/v1", "http://127.0.0.1:8000", "http://[::1]:8000/v1"];
    expect(local.map(needsOpenaiKey)).toEqual([false, false, false]);
    const others = ["", " ", "nonsense", "https://example.org/v1", "https://localhost.example.org"];
    expect(others.map(needsOpenaiKey)).toEqual([true, true, true, true, true]);
  });
});

describe("a way that lacks something", () => {
  const openai = { provider: "openai", mode: "batch" } as const;

  it("asks for the OpenAI key, not for Gemini's", async () => {
    editor.configuration = { model: "openai/gpt-x" };
    const { services, asked } = servicesWith({}, { states: { gemini: "set" }, given: true });
    editor.answers.push(() => "Set API key");
    expect(await withWhatItNeeds(services.keys, openai)).toEqual(openai);
    expect(asked).toEqual(["openai"]);
    expect(await withWhatItNeeds(services.keys, { provider: "gemini" })).toEqual({ provider: "gemini" });
    expect(asked).toEqual(["openai"]);
  });

  it("asks for the model that no setting names, and goes without a key to this computer", async () => {
    editor.configuration = { model: "gemini/gemini-3.6-flash", openaiBaseUrl: "http://127.0.0.1:11434/v1" };
    const { services, asked } = servicesWith({});
    editor.answers.push(() => " llama3.3 ");
    expect(await withWhatItNeeds(services.keys, openai)).toEqual({ ...openai, model: "openai/llama3.3" });
    editor.answers.push(() => undefined);
    expect(await withWhatItNeeds(services.keys, openai)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it("asks which of the editor's models is meant when there are several", async () => {
    const { services } = servicesWith({});
    const way = { provider: "editor", mode: "interactive" } as const;
    editor.models = [{ name: "GPT-5", vendor: "copilot", id: "gpt-5" }];
    expect(await withWhatItNeeds(services.keys, way)).toEqual({ ...way, model: "editor/copilot/gpt-5" });
    editor.models.push({ name: "Claude", vendor: "other", id: "claude" });
    editor.answers.push(({ items }) => items[1]);
    expect(await withWhatItNeeds(services.keys, way)).toEqual({ ...way, model: "editor/other/claude" });
    editor.configuration = { model: "editor/copilot/gpt-5" };
    expect(await withWhatItNeeds(services.keys, way)).toEqual(way);
  });

  it("is asked for with what there is here", async () => {
    editor.models = [{ name: "GPT-5", vendor: "copilot", id: "gpt-5" }];
    const { services } = servicesWith({}, { states: { gemini: "lost" } });
    editor.answers.push(({ items }) => {
      const picks = items as { label: string; description: string }[];
      expect(picks.find(({ label }) => label === "$(sparkle) Gemini")?.description).toContain("entered again");
      return picks.at(-1);
    });
    expect(await askWay(services.keys, "mode", true)).toMatchObject({ provider: "editor" });
  });
});
