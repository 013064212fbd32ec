/** Models that answer from the request itself, and misbehave on demand. */
import { setTimeout as sleep } from "node:timers/promises";
import { problem, type ProblemCode } from "../../../../protocol/problems.js";
import type { Spent } from "../../../../server/src/llm/spent.js";
import type { Tool } from "../../../../server/src/llm/completion/request.js";
import type { Model } from "../../../../server/src/llm/model.js";
import type { GenerateOutcome, GenerateRequest, ToolCall } from "../../../../server/src/llm/generate.js";

export type Answerer = (request: GenerateRequest, signal: AbortSignal, nth: number) => Promise<GenerateOutcome>;

/** Counts its requests and how many were under way at once. */
export class FakeModel implements Model {
  readonly provider = "fake";
  readonly requests: GenerateRequest[] = [];
  mostAtOnce = 0;
  open = 0;

  constructor(
    private readonly answerer: Answerer,
    readonly id = "fake-1",
  ) {}

  async generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> {
    this.requests.push(request);
    this.open += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.open);
    try {
      return await this.answerer(request, signal, this.requests.length);
    } finally {
      this.open -= 1;
    }
  }
}

export const spent = (more: Partial<Spent> = {}): Spent => ({
  model: "fake-1",
  modelVersion: "fake-1-001",
  promptTokens: 10,
  completionTokens: 5,
  cachedTokens: 2,
  usd: 0.25,
  ...more,
});

export const answer = (text: string, more: Partial<Spent> = {}): GenerateOutcome => ({
  kind: "answer",
  text,
  spent: spent(more),
});

export const failure = (code: ProblemCode, retryable: boolean): GenerateOutcome => ({
  kind: "failed",
  problem: problem(code, `made to fail: ${code}`),
  retryable,
});

export const calls = (...made: ToolCall[]): GenerateOutcome => ({
  kind: "calls",
  turn: { role: "model", text: "", calls: made, raw: { signature: made.length } },
  spent: spent(),
});

export const call = (name: string, args: Record<string, unknown> = {}, id = `${name}-1`): ToolCall => ({
  id,
  name,
  arguments: args,
});

/** Answers `re: <prompt>`, later the longer the number in the prompt is. */
export const echoing = (milliseconds: (prompt: string) => number = () => 0): FakeModel =>
  new FakeModel(async (request, signal) => {
    const wait = milliseconds(request.prompt);
    if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => undefined);
    return signal.aborted ? failure("cancelled", false) : answer(`re: ${request.prompt}`);
  });

/** Never answers, not even to an abort. */
export const deaf = (): FakeModel => new FakeModel(() => new Promise(() => undefined));

export const tool = (name: string, run: Tool["run"], more: Partial<Tool> = {}): Tool => ({
  name,
  description: `The tool ${name}.`,
  parameters: { type: "object", properties: { at: { type: "number" } }, required: ["at"] },
  run,
  ...more,
});

export const prompts = (count: number): { prompt: string }[] =>
  Array.from({ length: count }, (_, index) => ({ prompt: `question ${index}` }));

/** What a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("It did not reject.");
}
