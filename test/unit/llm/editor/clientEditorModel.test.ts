import { afterEach, describe, expect, it, vi } from "vitest";
import { answerFromEditor } from "../../../../client/src/editorModel.js";
import type { EditorModelAsked } from "../../../../protocol/editorModel.js";
import {
  fakeModel,
  lm,
  LanguageModelError,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
} from "./fakeLanguageModels.js";

vi.mock("vscode", () => import("./fakeLanguageModels.js"));
afterEach(() => lm.reset());

const asked = (more: Partial<EditorModelAsked> = {}): EditorModelAsked => ({
  model: "",
  messages: [{ role: "user", text: "Hello" }],
  tools: [],
  ...more,
});
const token = (cancelled = false) => ({
  isCancellationRequested: cancelled,
  onCancellationRequested: () => ({ dispose: () => undefined }),
});

describe("answerFromEditor", () => {
  it("gives the streamed text of the first model, with its name and a reason for the user", async () => {
    const model = fakeModel("copilot", "gpt-5", "gpt-5-1", [
      new LanguageModelTextPart("It "),
      { thought: "hm" },
      new LanguageModelTextPart("is."),
    ]);
    lm.models = [model, fakeModel("copilot", "other", "other-1")];
    expect(await answerFromEditor(asked(), token())).toEqual({
      ok: true,
      value: { text: "It is.", calls: [], model: "copilot/gpt-5-1" },
    });
    expect(model.sent[0]?.options).toEqual({ justification: expect.stringContaining("Manim Video") as unknown });
  });

  it.each([
    ["copilot/gpt-5-2", "gpt-5-2"],
    ["gpt-5-2", "gpt-5-2"],
    ["copilot/gpt-5", "gpt-5-1"],
    ["claude", "claude-1"],
  ])("takes the model %s by vendor, family or id", async (name, id) => {
    lm.models = [
      fakeModel("copilot", "gpt-5", "gpt-5-1"),
      fakeModel("copilot", "gpt-5", "gpt-5-2"),
      fakeModel("other", "claude", "claude-1"),
    ];
    const answer = await answerFromEditor(asked({ model: name }), token());
    expect(answer.ok && answer.value.model.split("/")[1]).toBe(id);
  });

  it("turns the talk and the tools into the editor's own, and gives calls", async () => {
    const call = new LanguageModelToolCallPart("c9", "search", { query: "x" });
    const model = fakeModel("copilot", "gpt-5", "gpt-5-1", [call]);
    lm.models = [model];
    const tools = [{ name: "search", description: "Searches.", inputSchema: { type: "object" } }];
    const messages: EditorModelAsked["messages"] = [
      { role: "user", text: "Hello" },
      { role: "assistant", text: "Wait.", calls: [{ id: "c1", name: "search", input: { query: "y" } }] },
      { role: "tools", results: [{ id: "c1", text: "found" }] },
    ];
    const answer = await answerFromEditor(asked({ messages, tools }), token());
    expect(answer.ok && answer.value.calls).toEqual([{ id: "c9", name: "search", input: { query: "x" } }]);
    expect(model.sent[0]?.options).toMatchObject({ tools });
    expect(model.sent[0]?.messages).toMatchObject([
      { role: "user", content: "Hello" },
      { role: "assistant", content: [{ value: "Wait." }, { callId: "c1", name: "search", input: { query: "y" } }] },
      { role: "user", content: [{ callId: "c1", content: [{ value: "found" }] }] },
    ]);
  });

  it("says which models there are, or that there are none", async () => {
    expect(await answerFromEditor(asked(), token())).toMatchObject({
      problem: { code: "model-unknown", fix: expect.stringContaining("Copilot") as unknown },
    });
    lm.models = [fakeModel("copilot", "gpt-5", "gpt-5-1")];
    expect(await answerFromEditor(asked({ model: "gpt-9" }), token())).toMatchObject({
      problem: { code: "model-unknown", fix: expect.stringContaining("editor/copilot/gpt-5") as unknown },
    });
  });

  it.each([
    [LanguageModelError.NoPermissions("no consent"), "provider-refused"],
    [LanguageModelError.NotFound("gone"), "model-unknown"],
    [LanguageModelError.Blocked("later"), "rate-limited"],
    [new LanguageModelError("Unknown", "failed", new Error("Quota exceeded")), "rate-limited"],
    [new LanguageModelError("Unknown", "Response got filtered."), "answer-refused"],
    [new LanguageModelError("Unknown", "boom"), "provider-unavailable"],
    [new Error("net::ERR"), "provider-unavailable"],
  ])("makes a problem of %s", async (error, code) => {
    lm.models = [fakeModel("copilot", "gpt-5", "gpt-5-1", [], error)];
    expect(await answerFromEditor(asked(), token())).toMatchObject({ ok: false, problem: { code } });
  });

  it("makes a problem of a stream that breaks off, with no half answer", async () => {
    const parts = [new LanguageModelTextPart("Half"), new Error("stream broke")];
    lm.models = [fakeModel("copilot", "gpt-5", "gpt-5-1", parts)];
    expect(await answerFromEditor(asked(), token())).toMatchObject({ problem: { code: "provider-unavailable" } });
  });

  it("says that it was cancelled, also where the stream just ended", async () => {
    lm.models = [fakeModel("copilot", "gpt-5", "gpt-5-1", [new LanguageModelTextPart("Half")])];
    expect(await answerFromEditor(asked(), token(true))).toMatchObject({ problem: { code: "cancelled" } });
    lm.models = [fakeModel("copilot", "gpt-5", "gpt-5-1", [], new Error("Canceled"))];
    expect(await answerFromEditor(asked(), token(true))).toMatchObject({ problem: { code: "cancelled" } });
  });
});
