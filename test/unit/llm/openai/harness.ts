/** The real openai package against the loopback server, with waits short enough for tests. */
import { onTestFinished } from "vitest";
import { OpenAIModel, type OpenAIOptions } from "../../../../server/src/llm/openai/openaiModel.js";
import type { GenerateOutcome, GenerateRequest } from "../../../../server/src/llm/generate.js";
import { sealed } from "../../../../server/src/llm/prompts/task.js";
import { startOpenAIServer, type OpenAIScenario, type OpenAIServer } from "../../../fixtures/openai/openaiServer.js";

export async function openai(scenario: OpenAIScenario = {}): Promise<OpenAIServer> {
  const server = await startOpenAIServer(scenario);
  onTestFinished(() => server.close());
  return server;
}

export function modelOn(
  { url, key }: Pick<OpenAIServer, "url" | "key">,
  more: Partial<OpenAIOptions> = {},
): OpenAIModel {
  return new OpenAIModel({
    model: "local-7b",
    key: () => Promise.resolve(key),
    baseUrl: url,
    timeout: 1000,
    retry: { firstDelay: 10, longestDelay: 2000 },
    ...more,
  });
}

export const sceneRequest = (): GenerateRequest => ({
  label: "scene one",
  system: "You write scenes.",
  prompt: sealed(["Write it."], "scene", { Class: "OneScene", Beats: "first, second" }),
  temperature: 0.1,
  maxOutputTokens: 1000,
});

export const signal = (): AbortSignal => new AbortController().signal;

export function codeOf(outcome: GenerateOutcome): string {
  return outcome.kind === "failed" ? outcome.problem.code : outcome.kind;
}
