/** Reads one answer of generateContent, alone or in a batch: what the model said, why it stopped, and what it cost. */
import { FinishReason, type Content, type Part } from "@google/genai";
import type { Spent } from "../spent.js";
import type { GenerateOutcome, ToolCall } from "../generate.js";
import { builtInPrices, type Prices } from "../prices/prices.js";

/** The part of an answer that is read. The SDK's own type has getters, which an answer of a batch lacks. */
export interface AnswerBody {
  candidates?: { content?: Content; finishReason?: string }[];
  promptFeedback?: { blockReason?: string };
  usageMetadata?: {
    promptTokenCount?: number;
    toolUsePromptTokenCount?: number;
    cachedContentTokenCount?: number;
    candidatesTokenCount?: number;
    thoughtsTokenCount?: number;
  };
  modelVersion?: string;
}

/** What was asked, and how it is billed. */
export interface Asked {
  model: string;
  /** Decides the price. */
  day: Date;
  batch: boolean;
  /** Calls are an answer only to one who offered tools. */
  tools: boolean;
  prices?: Prices;
}

const refusals = new Map<string, string>([
  [FinishReason.SAFETY, "its safety filter stopped the answer"],
  [FinishReason.RECITATION, "the answer would have repeated protected text"],
  [FinishReason.LANGUAGE, "it does not support this language"],
  [FinishReason.BLOCKLIST, "the answer held blocked words"],
  [FinishReason.PROHIBITED_CONTENT, "the answer would have held prohibited content"],
  [FinishReason.SPII, "the answer would have held personal data"],
]);

const cutOff = new Set<string>([FinishReason.MAX_TOKENS, FinishReason.CONTINUATION]);

/** The outcome of an answer with status 200, which may still be a refusal or nothing at all. */
export function readOutcome(response: AnswerBody, asked: Asked): GenerateOutcome {
  const spent = readSpent(response, asked);
  const blocked = response.promptFeedback?.blockReason;
  if (blocked !== undefined) {
    return { kind: "refused", reason: `Gemini blocked the request (${blocked}).`, spent };
  }
  const candidate = response.candidates?.[0];
  if (candidate === undefined) return { kind: "empty", reason: "Gemini's answer has no candidate.", spent };

  // The SDK's `.text` warns on the console when there are other parts; thoughts are not part of the answer.
  const parts = candidate.content?.parts ?? [];
  const text = parts.map((part) => (part.thought === true ? "" : (part.text ?? ""))).join("");
  const finish: string = candidate.finishReason ?? "STOP";
  const refusal = refusals.get(finish);
  if (refusal !== undefined) return { kind: "refused", reason: `Gemini declined: ${refusal} (${finish}).`, spent };
  if (cutOff.has(finish)) return { kind: "truncated", text, spent };
  if (finish !== "STOP") return { kind: "empty", reason: `Gemini stopped without an answer (${finish}).`, spent };
  const calls = asked.tools ? callsOf(parts) : [];
  if (calls.length > 0) {
    return { kind: "calls", turn: { role: "model", text, calls, raw: candidate.content }, spent };
  }
  if (text.trim() === "") return { kind: "empty", reason: "Gemini's answer holds no text.", spent };
  return { kind: "answer", text, spent };
}

/** Gemini gives ids to calls at some models only; the others get their place. */
function callsOf(parts: readonly Part[]): ToolCall[] {
  return parts
    .flatMap(({ functionCall }) => functionCall ?? [])
    .map(({ id, name = "", args = {} }, index) => ({ id: id ?? `call-${index + 1}`, name, arguments: args }));
}

function readSpent(response: AnswerBody, { model, day, batch, prices = builtInPrices }: Asked): Spent {
  const usage = response.usageMetadata;
  const tokens = {
    promptTokens: (usage?.promptTokenCount ?? 0) + (usage?.toolUsePromptTokenCount ?? 0),
    cachedTokens: usage?.cachedContentTokenCount ?? 0,
    // Thinking is billed as output.
    completionTokens: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
  };
  // A retired model's requests are answered, and billed, by another one.
  const modelVersion = response.modelVersion ?? model;
  const usd = usage === undefined ? null : prices.costOf("gemini", modelVersion, tokens, day, { batch });
  return { model, modelVersion, ...tokens, usd };
}
