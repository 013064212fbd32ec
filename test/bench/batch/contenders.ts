/** The two ways of asking that are compared, over the same requests, limit and server. */
import { GoogleGenAI } from "@google/genai";
import { completeEach } from "../../../server/src/llm/completion/completeEach.js";
import { GeminiModel } from "../../../server/src/llm/gemini/geminiModel.js";

export const contenders = ["completeEach", "bare loop"] as const;
export type Contender = (typeof contenders)[number];

export interface Round {
  count: number;
  limit: number;
  url: string;
  /** Called after each answer. */
  answered?: () => void;
}

/** Made up; the bench's server looks at no key. */
const key = "AIzaLoopbackKeyForTheBenchOnly-00000000";
const model = "gemini-3.8-flash";
const system = "You answer in sentences. ".repeat(20);
const filler = "Explain how the picture changes while the slider moves. ".repeat(12);
const prompt = (index: number): string => `nonce-${index}: ${filler}`;

/** Asks `count` requests, checks that each answer is its own, and gives the tokens, which both must agree on. */
export async function run(contender: Contender, round: Round): Promise<number> {
  return contender === "completeEach" ? ours(round) : bare(round);
}

async function ours({ count, limit, url, answered }: Round): Promise<number> {
  const gemini = new GeminiModel({ model, key: () => Promise.resolve(key), baseUrl: url });
  const requests = function* (): Generator<{ prompt: string }> {
    for (let index = 0; index < count; index += 1) yield { prompt: prompt(index) };
  };
  let tokens = 0;
  for await (const [index, result] of completeEach(gemini, requests(), { maxConcurrent: limit, system })) {
    if (result.response === null) throw new Error(result.error ?? "It failed.");
    check(index, result.response);
    tokens += result.tokens.total;
    answered?.();
  }
  return tokens;
}

/** What somebody would write who has the SDK and wants so many requests at once. */
async function bare({ count, limit, url, answered }: Round): Promise<number> {
  const client = new GoogleGenAI({ apiKey: key, apiVersion: "v1beta", httpOptions: { baseUrl: url } });
  let next = 0;
  let tokens = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const response = await client.models.generateContent({
        model,
        contents: [{ role: "user", parts: [{ text: prompt(index) }] }],
        config: {
          systemInstruction: system,
          temperature: 1,
          maxOutputTokens: 65_536,
          automaticFunctionCalling: { disable: true },
        },
      });
      check(index, response.text ?? "");
      tokens += response.usageMetadata?.totalTokenCount ?? 0;
      answered?.();
    }
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return tokens;
}

function check(index: number, text: string): void {
  if (!text.startsWith(`nonce-${index} `)) throw new Error(`Request ${index} got the answer of another.`);
}
