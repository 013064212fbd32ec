import { describe, expect, it } from "vitest";
import type { EditorModelAnswer, EditorModelAsked } from "../../../../protocol/editorModel.js";
import { problem, type ProblemCode } from "../../../../protocol/problems.js";
import type { Answer } from "../../../../protocol/server.js";
import { EditorModel, editorModelName, type AskEditor } from "../../../../server/src/llm/editor/editorModel.js";
import type { GenerateOutcome, GenerateRequest, Turn } from "../../../../server/src/llm/generate.js";

const request = (more: Partial<GenerateRequest> = {}): GenerateRequest => ({
  label: "scene one",
  system: "You write scenes.",
  prompt: "Write it.\nRequest-Id: 5",
  temperature: 0.1,
  maxOutputTokens: 100,
  ...more,
});
const signal = (): AbortSignal => new AbortController().signal;
const codeOf = (outcome: GenerateOutcome): string => (outcome.kind === "failed" ? outcome.problem.code : outcome.kind);
const retry = { firstDelay: 5, longestDelay: 50 };

/** An editor that answers with these in turn, the last one for ever, and remembers what it was asked. */
function editorOf(...answers: (Answer<Partial<EditorModelAnswer>> | Error)[]) {
  const asked: EditorModelAsked[] = [];
  const ask: AskEditor = (question) => {
    asked.push(question);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined || answer instanceof Error) return Promise.reject(answer ?? new Error("no answer"));
    return Promise.resolve(
      answer.ok ? { ok: true, value: { text: "", calls: [], model: "copilot/gpt-5", ...answer.value } } : answer,
    );
  };
  return { asked, model: new EditorModel({ model: "copilot/gpt-5", ask, retry }) };
}

const failing = (code: ProblemCode): Answer<never> => ({ ok: false, problem: problem(code, "No.") });

describe("EditorModel asks the client", () => {
  it("with the instructions first and the prompt after, and has neither tokens nor a price", async () => {
    const { asked, model } = editorOf({ ok: true, value: { text: "class One: ..." } });
    expect(await model.generate(request(), signal())).toEqual({
      kind: "answer",
      text: "class One: ...",
      spent: {
        model: "copilot/gpt-5",
        modelVersion: "copilot/gpt-5",
        promptTokens: 0,
        completionTokens: 0,
        cachedTokens: 0,
        usd: null,
      },
    });
    expect(asked).toEqual([
      {
        model: "copilot/gpt-5",
        messages: [
          { role: "user", text: "You write scenes." },
          { role: "user", text: "Write it.\nRequest-Id: 5" },
        ],
        tools: [],
      },
    ]);
  });

  it("says a schema in words, and takes the answer's JSON out of Markdown", async () => {
    const { asked, model } = editorOf({ ok: true, value: { text: '```json\n{"a": 1}\n```\n' } });
    const outcome = await model.generate(request({ schema: { type: "object", title: "Plan" } }), signal());
    expect(outcome).toMatchObject({ kind: "answer", text: '{"a": 1}' });
    expect(asked[0]?.messages[0]).toMatchObject({ text: expect.stringContaining('"title":"Plan"') as unknown });
    expect(asked[0]?.messages.at(-1)).toMatchObject({ text: "Write it.\nRequest-Id: 5" });
  });

  it("gives calls, and sends them back with their results", async () => {
    const calls = [{ id: "c1", name: "search", input: { query: "x" } }];
    const { asked, model } = editorOf({ ok: true, value: { calls } }, { ok: true, value: { text: "done" } });
    const tools = [{ name: "search", description: "Searches.", parameters: { type: "object" } }];
    const outcome = await model.generate(request({ tools }), signal());
    if (outcome.kind !== "calls") throw new Error(codeOf(outcome));
    expect(outcome.turn.calls).toEqual([{ id: "c1", name: "search", arguments: { query: "x" } }]);
    const results: Turn = { role: "tools", results: [{ id: "c1", name: "search", result: "none", isError: true }] };
    expect(codeOf(await model.generate(request({ tools, turns: [outcome.turn, results] }), signal()))).toBe("answer");
    expect(asked[1]?.messages.slice(2)).toEqual([
      { role: "assistant", text: "", calls },
      { role: "tools", results: [{ id: "c1", text: "Error: none" }] },
    ]);
    expect(asked[1]?.tools).toEqual([{ name: "search", description: "Searches.", inputSchema: { type: "object" } }]);
  });

  it("says that an answer is empty", async () => {
    const { model } = editorOf({ ok: true, value: { text: "  " } });
    expect(codeOf(await model.generate(request(), signal()))).toBe("empty");
  });
});

describe("EditorModel and failures", () => {
  it.each([
    ["rate-limited", 4],
    ["provider-unavailable", 4],
    ["provider-refused", 1],
    ["model-unknown", 1],
    ["cancelled", 1],
  ] as const)("%s is asked %i times at most", async (code, times) => {
    const { asked, model } = editorOf(failing(code));
    expect(codeOf(await model.generate(request(), signal()))).toBe(code);
    expect(asked).toHaveLength(times);
  });

  it("goes on after one that passed, and says that it waits", async () => {
    const waits: string[] = [];
    const { model } = editorOf(failing("rate-limited"), { ok: true, value: { text: "here" } });
    const report = (message: string): void => void waits.push(message);
    expect(codeOf(await model.generate(request({ report }), signal()))).toBe("answer");
    expect(waits).toHaveLength(1);
  });

  it("says that the client is gone", async () => {
    const { model } = editorOf(new Error("Connection is disposed."));
    expect(codeOf(await model.generate(request(), signal()))).toBe("provider-unavailable");
  });

  it("ends at once when it is aborted, and tells the client", async () => {
    const signals: AbortSignal[] = [];
    const ask: AskEditor = (_asked, given) => {
      signals.push(given);
      return new Promise(() => undefined);
    };
    const controller = new AbortController();
    const pending = new EditorModel({ model: "", ask, retry }).generate(request(), controller.signal);
    controller.abort();
    expect(codeOf(await pending)).toBe("cancelled");
    expect(signals[0]?.aborted).toBe(true);
    expect(codeOf(await new EditorModel({ model: "", ask, retry }).generate(request(), AbortSignal.abort()))).toBe(
      "cancelled",
    );
    expect(signals).toHaveLength(1);
  });

  it("asks once more after its time ran out, and tells the client to end", async () => {
    const signals: AbortSignal[] = [];
    const ask: AskEditor = (_asked, given) => {
      signals.push(given);
      return new Promise(() => undefined);
    };
    const outcome = await new EditorModel({ model: "", ask, retry, timeout: 30 }).generate(request(), signal());
    expect(codeOf(outcome)).toBe("provider-timeout");
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });
});

describe("editorModelName", () => {
  it.each([
    ["", ""],
    ["editor", ""],
    ["editor/copilot/gpt-5", "copilot/gpt-5"],
    ["copilot/claude-sonnet", "copilot/claude-sonnet"],
  ])("%j is %j", (setting, name) => expect(editorModelName(setting)).toBe(name));

  it("refuses what cannot be a name", () => expect(() => editorModelName("a\nb")).toThrow(/not a model of the editor/));
});
