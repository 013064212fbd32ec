/** A request in the REST form of the Gemini API, which generateContent, batches and JSONL files share. */
import type { Content, GenerateContentConfig, Part } from "@google/genai";
import type { GenerateRequest, Turn } from "../generate.js";
import { responseSchema } from "./responseSchema.js";

/** What REST calls `generationConfig`; the SDK takes the same names flat in its config. */
export function generationConfig(request: GenerateRequest) {
  return {
    temperature: request.temperature,
    maxOutputTokens: request.maxOutputTokens,
    candidateCount: 1,
    ...(request.thinkingBudget !== undefined && { thinkingConfig: { thinkingBudget: request.thinkingBudget } }),
    ...(request.schema && { responseMimeType: "application/json", responseSchema: responseSchema(request.schema) }),
  } satisfies GenerateContentConfig;
}

/** Tools in the form that SDK and REST share; absent for none. */
export function toolsOf({ tools = [] }: GenerateRequest) {
  if (tools.length === 0) return undefined;
  const functionDeclarations = tools.map(({ name, description, parameters }) => {
    const schema = Object.fromEntries(Object.entries(parameters).filter(([key]) => key !== "$schema"));
    // A function without parameters must not have an empty object of them.
    const none = Object.keys(schema.properties ?? {}).length === 0;
    // Unlike an answer's schema, a function's may be any JSON schema: a tool is not always ours.
    return { name, description, ...(!none && { parametersJsonSchema: schema }) };
  });
  return [{ functionDeclarations }];
}

/** The prompt and all turns after it. */
export function contentsOf({ prompt, turns = [] }: GenerateRequest): Content[] {
  const contents: Content[] = [{ role: "user", parts: [{ text: prompt }] }];
  let known = new Set<string | undefined>();
  for (const turn of turns) {
    const content = turn.role === "model" ? modelContent(turn) : toolContent(turn, known);
    if (turn.role === "model") known = new Set(content.parts?.map((part) => part.functionCall?.id));
    contents.push(content);
  }
  return contents;
}

/** The body of a request as it goes into a batch. An explicit cache stands for the system text. */
export function restBody(request: GenerateRequest): Readonly<Record<string, unknown>> {
  const tools = toolsOf(request);
  return {
    contents: contentsOf(request),
    ...(request.cache === undefined && request.system !== "" && { systemInstruction: systemContent(request.system) }),
    ...(request.cache !== undefined && { cachedContent: request.cache }),
    ...(tools && { tools }),
    generationConfig: generationConfig(request),
  };
}

/** Instructions as a content; they have no role. */
export const systemContent = (system: string): Content => ({ parts: [{ text: system }] });

/** As it came, thought signatures included; put together where it came from another provider. */
function modelContent(turn: Extract<Turn, { role: "model" }>): Content {
  if (isContent(turn.raw)) return turn.raw;
  const text: Part[] = turn.text === "" ? [] : [{ text: turn.text }];
  return {
    role: "model",
    parts: [...text, ...turn.calls.map(({ name, arguments: args }) => ({ functionCall: { name, args: { ...args } } }))],
  };
}

/** `known` are the ids that the provider gave; one of ours would be refused. */
function toolContent(turn: Extract<Turn, { role: "tools" }>, known: ReadonlySet<string | undefined>): Content {
  const parts = turn.results.map(({ id, name, result, isError }) => ({
    functionResponse: {
      ...(known.has(id) && { id }),
      name,
      response: isError ? { error: result } : { output: result },
    },
  }));
  return { role: "user", parts };
}

function isContent(raw: unknown): raw is Content {
  return typeof raw === "object" && raw !== null && "parts" in raw && Array.isArray(raw.parts);
}
