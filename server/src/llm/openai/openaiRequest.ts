/** A request in the form of chat completions, which single calls and batches share. */
import { APIError } from "openai";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { GenerateRequest, JsonSchema, Turn } from "../generate.js";
import { publicOpenAIUrl } from "./openaiCall.js";

/**
 * What a server and model take: the field that bounds the answer has two names, and models that think take no
 * temperature. Servers refuse the wrong one unbilled, so the rest is learnt from their refusal.
 */
export class Dialect {
  private bound: "max_tokens" | "max_completion_tokens";
  private temperature: boolean;

  constructor(model: string, baseUrl: string) {
    const official = baseUrl === publicOpenAIUrl;
    this.bound = official ? "max_completion_tokens" : "max_tokens";
    this.temperature = !(official && /^(?:o\d|gpt-5)/.test(model));
  }

  /** The fields of a request that differ. */
  fields(request: GenerateRequest): Partial<ChatCompletionCreateParamsNonStreaming> {
    return {
      [this.bound]: request.maxOutputTokens,
      ...(this.temperature && { temperature: request.temperature }),
    };
  }

  /**
   * Whether the refusal of `sent` says of one of its fields that it is not taken, and the request may be sent in another
   * form. Of requests that were under way together the first one's refusal teaches it, and the others' are no news.
   */
  learn(error: unknown, sent: ChatCompletionCreateParamsNonStreaming): boolean {
    if (!(error instanceof APIError) || error.status !== 400) return false;
    const { param, code } = error;
    if (param === "temperature" && sent.temperature !== undefined) {
      this.temperature = false;
      return true;
    }
    if ((param !== "max_tokens" && param !== "max_completion_tokens") || sent[param] === undefined) return false;
    if (!String(code).startsWith("unsupported")) return false;
    this.bound = param === "max_tokens" ? "max_completion_tokens" : "max_tokens";
    return true;
  }
}

/** The body of one request. A thinking budget and context caches have no counterpart; the system text is always sent. */
export function chatBody(
  model: string,
  request: GenerateRequest,
  dialect: Dialect,
): ChatCompletionCreateParamsNonStreaming {
  const { system, prompt, schema, tools = [], turns = [] } = request;
  const messages: ChatCompletionMessageParam[] = [
    ...(system === "" ? [] : [{ role: "system" as const, content: system }]),
    { role: "user", content: prompt },
    ...turns.flatMap(messagesOf),
  ];
  return {
    model,
    messages,
    ...dialect.fields(request),
    ...(schema && {
      // Strict would refuse schemas with optional properties; the caller validates anyway.
      response_format: { type: "json_schema", json_schema: { name: "answer", schema: plain(schema), strict: false } },
    }),
    ...(tools.length > 0 && {
      tools: tools.map(({ name, description, parameters }) => ({
        type: "function" as const,
        function: { name, description, parameters: plain(parameters) },
      })),
    }),
  };
}

function messagesOf(turn: Turn): ChatCompletionMessageParam[] {
  if (turn.role === "model") return [assistantMessage(turn)];
  return turn.results.map(({ id, result, isError }) => ({
    role: "tool",
    tool_call_id: id,
    content: isError ? `Error: ${result}` : result,
  }));
}

/** As it came; put together where it came from another provider. */
function assistantMessage({ raw, text, calls }: Extract<Turn, { role: "model" }>): ChatCompletionAssistantMessageParam {
  if (isAssistantMessage(raw)) return raw;
  const toolCalls = calls.map(({ id, name, arguments: given }) => ({
    id,
    type: "function" as const,
    function: { name, arguments: JSON.stringify(given) },
  }));
  return { role: "assistant", content: text, ...(toolCalls.length > 0 && { tool_calls: toolCalls }) };
}

function isAssistantMessage(raw: unknown): raw is ChatCompletionAssistantMessageParam {
  return typeof raw === "object" && raw !== null && "role" in raw && raw.role === "assistant" && "tool_calls" in raw;
}

/** Without the name of its dialect, which some servers refuse. */
function plain(schema: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== "$schema"));
}
