import { describe, expect, it } from "vitest";
import { askTwice, type Reading } from "../../../server/src/llm/askModel.js";
import type { Tool } from "../../../server/src/llm/completion/request.js";
import type { Model } from "../../../server/src/llm/model.js";
import type { GenerateOutcome, GenerateRequest, Turn } from "../../../server/src/llm/generate.js";

const spent = { model: "m", modelVersion: "m", promptTokens: 1, completionTokens: 1, cachedTokens: 0, usd: null };
const answer = (text: string): GenerateOutcome => ({ kind: "answer", text, spent });
const calls = (...queries: string[]): GenerateOutcome => ({
  kind: "calls",
  spent,
  turn: {
    role: "model",
    text: "",
    calls: queries.map((query, index) => ({
      id: `${query}-${index}`,
      name: query === "?" ? "unknown" : "look",
      arguments: { query },
    })),
    raw: { signature: queries.join() },
  },
});

const look: Tool = {
  name: "look",
  description: "Looks something up.",
  parameters: { type: "object", properties: { query: { type: "string" } }, required: ["query"] },
  run: ({ query }) =>
    query === "bad" ? Promise.reject(new Error("no such thing")) : Promise.resolve(`found ${String(query)}`),
};

/** A model that gives these outcomes in turn; the last for ever. */
async function ask(outcomes: GenerateOutcome[], tools: Tool[] = [look], stop = new AbortController()) {
  const requests: GenerateRequest[] = [];
  const model: Model = {
    id: "m",
    provider: "test",
    generate: (request) => {
      requests.push(request);
      return Promise.resolve(outcomes[Math.min(requests.length, outcomes.length) - 1]!);
    },
  };
  let billed = 0;
  const context = { signal: stop.signal, report: () => undefined, spent: () => void (billed += 1) };
  const read = (text: string): Reading<string> =>
    text.startsWith("good") ? { ok: true, value: text } : { ok: false, faults: [`${text} is bad`] };
  const question = { label: "scene one", system: "system", temperature: 0, tools };
  const value = await askTwice(model, question, (faults) => ["Write it.", ...faults].join("\n"), read, context).catch(
    (error: unknown) => error,
  );
  return { value, requests, billed };
}
const results = (turn: Turn | undefined) => (turn?.role === "tools" ? turn.results : []);

describe("a model with tools", () => {
  it("gets what it asked for, in turns with its own words unchanged, and then answers", async () => {
    const first = calls("Circle", "Square");
    const { value, requests, billed } = await ask([first, calls("Arrow"), answer("good")]);
    expect(value).toBe("good");
    expect(billed).toBe(3);
    expect(requests.map(({ turns = [] }) => turns.length)).toEqual([0, 2, 4]);
    const turns = requests[2]?.turns ?? [];
    expect(turns[0]).toEqual(first.kind === "calls" && first.turn);
    expect(results(turns[1])).toEqual([
      { id: "Circle-0", name: "look", result: "found Circle", isError: false },
      { id: "Square-1", name: "look", result: "found Square", isError: false },
    ]);
    expect(requests[0]?.tools).toEqual([
      { name: look.name, description: look.description, parameters: look.parameters },
    ]);
  });

  it("is told of a tool that fails, is not there, or is called wrongly, and goes on", async () => {
    const { value, requests } = await ask([calls("bad", "?"), answer("good")]);
    expect(value).toBe("good");
    const [failed, unknown] = results(requests[1]?.turns?.[1]);
    expect(failed).toMatchObject({ isError: true, result: expect.stringContaining("no such thing") as string });
    expect(unknown).toMatchObject({ isError: true, result: expect.stringContaining("tool-unknown") as string });
  });

  it("that never stops calling is told to answer, then asked once more, then given up", async () => {
    const { value, requests } = await ask([calls("again")]);
    expect(value).toMatchObject({ problem: { code: "answer-empty" } });
    expect(requests).toHaveLength(12);
    expect(results(requests[5]?.turns?.at(-1))[0]?.result).toContain("Answer now.");
    expect(results(requests[4]?.turns?.at(-1))[0]?.result).not.toContain("Answer now.");
  });

  it("begins anew with its tools when the first answer was no good", async () => {
    const { value, requests } = await ask([calls("x"), answer("poor"), calls("y"), answer("good one")]);
    expect(value).toBe("good one");
    expect(requests[2]).toMatchObject({ prompt: "Write it.\npoor is bad", tools: [{ name: "look" }] });
    expect(requests[2]?.turns).toBeUndefined();
  });

  it("that is cancelled while a tool runs stops there", async () => {
    const stop = new AbortController();
    const slow: Tool = { ...look, run: () => new Promise(() => void setTimeout(() => stop.abort(), 10)) };
    const { value, requests } = await ask([calls("x"), answer("good")], [slow], stop);
    expect(value).toMatchObject({ problem: { code: "cancelled" } });
    expect(requests).toHaveLength(1);
  });
});

describe("a model without tools", () => {
  it("is offered none, and calls of its own are no answer", async () => {
    const { value, requests } = await ask([calls("x"), answer("good")], []);
    expect(value).toBe("good");
    expect(requests.map((request) => "tools" in request)).toEqual([false, false]);
    expect(requests.map(({ turns }) => turns)).toEqual([undefined, undefined]);
  });
});
