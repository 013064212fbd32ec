/** A real SDK against the loopback Gemini, with waits short enough for tests. */
import { onTestFinished } from "vitest";
import type { Spent } from "../../../../server/src/llm/spent.js";
import { GeminiModel, type GeminiOptions } from "../../../../server/src/llm/gemini/geminiModel.js";
import type { GenerateOutcome, GenerateRequest } from "../../../../server/src/llm/generate.js";
import { sealed } from "../../../../server/src/llm/prompts/task.js";
import { startGeminiServer, type GeminiServer } from "../../../fixtures/gemini/geminiServer.js";
import type { Behaviour, Step } from "../../../fixtures/gemini/scenario.js";

export const quickRetry = { firstDelay: 10, longestDelay: 2000 };

/** Closed when the test ends. */
export async function gemini(...steps: Step[]): Promise<GeminiServer> {
  const server = await startGeminiServer({ steps });
  onTestFinished(() => server.close());
  return server;
}

export function modelOn(server: GeminiServer, options: Partial<GeminiOptions> = {}): GeminiModel {
  const key = (): Promise<string> => Promise.resolve(server.key);
  return new GeminiModel({ model: "gemini-3.8-flash", key, baseUrl: server.url, retry: quickRetry, ...options });
}

export const sceneRequest = (): GenerateRequest => ({
  label: "scene one",
  system: "You write scenes.",
  prompt: sealed(["Write it."], "scene", { Class: "OneScene", Beats: "first, second" }),
  temperature: 0.1,
  maxOutputTokens: 1000,
});

/** One scene request against a server that misbehaves `times` times. */
export async function outcomeOf(
  behaviour: Behaviour,
  times = 1,
  options: Partial<GeminiOptions> = {},
): Promise<{ outcome: GenerateOutcome; server: GeminiServer; waits: string[] }> {
  const server = await gemini({ behaviour, times });
  const waits: string[] = [];
  const request = { ...sceneRequest(), report: (message: string) => void waits.push(message) };
  const outcome = await modelOn(server, options).generate(request, new AbortController().signal);
  return { outcome, server, waits };
}

/** What a test says of an outcome: the problem's code where it failed. */
export function codeOf(outcome: GenerateOutcome): string {
  return outcome.kind === "failed" ? outcome.problem.code : outcome.kind;
}

export function spentOf(outcome: GenerateOutcome): Spent {
  if (outcome.kind === "failed") throw new Error(outcome.problem.message);
  return outcome.spent;
}
