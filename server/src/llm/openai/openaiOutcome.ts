/** Reads one chat completion, alone or in a batch. Compatible servers leave parts of it out, so its shape is checked. */
import { z } from "zod";
import type { Spent } from "../spent.js";
import type { GenerateOutcome, ToolCall } from "../generate.js";
import { builtInPrices, type Prices } from "../prices/prices.js";
import { publicOpenAIUrl } from "./openaiCall.js";

const Tokens = z.number().nonnegative().nullish();
const Call = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.union([z.string(), z.record(z.string(), z.unknown())]) }),
});
const Completion = z.looseObject({
  model: z.string().nullish(),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          content: z.string().nullish(),
          refusal: z.string().nullish(),
          tool_calls: z.array(Call).nullish(),
        }),
      }),
    )
    .optional(),
  usage: z
    .looseObject({
      prompt_tokens: Tokens,
      completion_tokens: Tokens,
      prompt_tokens_details: z.looseObject({ cached_tokens: Tokens }).nullish(),
    })
    .nullish(),
});

/** What was asked, and how it is billed. */
export interface OpenAIAsked {
  model: string;
  /** Of the server, which decides whose price it is. */
  baseUrl: string;
  day: Date;
  batch: boolean;
  /** Calls are an answer only to one who offered tools. */
  tools: boolean;
  prices?: Prices;
}

/** Null for what is no completion at all. */
export function readCompletion(raw: unknown, asked: OpenAIAsked): GenerateOutcome | null {
  const parsed = Completion.safeParse(raw);
  if (!parsed.success) return null;
  const spent = readSpent(parsed.data, asked);
  const choice = parsed.data.choices?.[0];
  if (choice === undefined) return { kind: "empty", reason: "The answer has no choice.", spent };
  const { message, finish_reason: finish } = choice;
  const text = message.content ?? "";
  if (message.refusal)
    return { kind: "refused", reason: `The model declined: ${message.refusal.slice(0, 300)}`, spent };
  if (finish === "content_filter") {
    return { kind: "refused", reason: "The provider's filter stopped the answer (content_filter).", spent };
  }
  if (finish === "length") return { kind: "truncated", text, spent };
  const called = asked.tools ? (message.tool_calls ?? []) : [];
  if (called.length > 0) {
    const calls = called.map(readCall);
    const readable = calls.filter((call) => call !== null);
    if (readable.length < calls.length) {
      return { kind: "empty", reason: "The model called a tool with arguments that are not a JSON object.", spent };
    }
    // An assistant message goes back as it came, with an id for each call, which some servers leave out.
    const toolCalls = called.map((call, index) => ({ ...call, type: "function", id: readable[index]?.id }));
    const raw = { role: "assistant", content: message.content ?? null, tool_calls: toolCalls };
    return { kind: "calls", turn: { role: "model", text, calls: readable, raw }, spent };
  }
  if (text.trim() === "") {
    return { kind: "empty", reason: `The answer holds no text${finish ? ` (${finish})` : ""}.`, spent };
  }
  return { kind: "answer", text, spent };
}

function readCall(call: z.infer<typeof Call>, index: number): ToolCall | null {
  const { name, arguments: given } = call.function;
  const id = call.id ?? `call-${index + 1}`;
  if (typeof given !== "string") return { id, name, arguments: given };
  try {
    const value: unknown = given.trim() === "" ? {} : JSON.parse(given);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return { id, name, arguments: value as Record<string, unknown> };
  } catch {
    return null;
  }
}

/** A server that counts no tokens gives no price either. */
function readSpent({ usage, model: answered }: z.infer<typeof Completion>, asked: OpenAIAsked): Spent {
  const { model, baseUrl, day, batch, prices = builtInPrices } = asked;
  const tokens = {
    promptTokens: usage?.prompt_tokens ?? 0,
    cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
    completionTokens: usage?.completion_tokens ?? 0,
  };
  const modelVersion = answered ?? model;
  const provider = baseUrl === publicOpenAIUrl ? "openai" : baseUrl;
  const usd = usage ? prices.costOf(provider, modelVersion, tokens, day, { batch }) : null;
  return { model, modelVersion, ...tokens, usd };
}
