/** Reads one answer of generateContent: what the model said, why it stopped, and what it cost. */
import { FinishReason, type GenerateContentResponse } from "@google/genai";
import type { Spent } from "../author.js";
import type { GenerateOutcome } from "../model.js";
import { costOf } from "./models.js";

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
export function readOutcome(response: GenerateContentResponse, requested: string, now: Date): GenerateOutcome {
  const spent = readSpent(response, requested, now);
  const blocked = response.promptFeedback?.blockReason;
  if (blocked !== undefined) {
    return { kind: "refused", reason: `Gemini blocked the request (${blocked}).`, spent };
  }
  const candidate = response.candidates?.[0];
  if (candidate === undefined) return { kind: "empty", reason: "Gemini's answer has no candidate.", spent };

  // The SDK's `.text` warns on the console when there are other parts; thoughts are not part of the answer.
  const parts = candidate.content?.parts ?? [];
  const text = parts.map((part) => (part.thought === true ? "" : (part.text ?? ""))).join("");
  const finish = candidate.finishReason ?? FinishReason.STOP;
  const refusal = refusals.get(finish);
  if (refusal !== undefined) return { kind: "refused", reason: `Gemini declined: ${refusal} (${finish}).`, spent };
  if (cutOff.has(finish)) return { kind: "truncated", text, spent };
  if (finish !== FinishReason.STOP)
    return { kind: "empty", reason: `Gemini stopped without an answer (${finish}).`, spent };
  if (text.trim() === "") return { kind: "empty", reason: "Gemini's answer holds no text.", spent };
  return { kind: "answer", text, spent };
}

function readSpent(response: GenerateContentResponse, requested: string, now: Date): Spent {
  const usage = response.usageMetadata;
  const tokens = {
    promptTokens: (usage?.promptTokenCount ?? 0) + (usage?.toolUsePromptTokenCount ?? 0),
    cachedTokens: usage?.cachedContentTokenCount ?? 0,
    // Thinking is billed as output.
    completionTokens: (usage?.candidatesTokenCount ?? 0) + (usage?.thoughtsTokenCount ?? 0),
  };
  // A retired model's requests are answered, and billed, by another one.
  const modelVersion = response.modelVersion ?? requested;
  const usd = usage === undefined ? null : costOf(modelVersion, tokens, now);
  return { model: requested, modelVersion, ...tokens, usd };
}
