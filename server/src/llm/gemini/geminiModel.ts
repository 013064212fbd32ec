/** Gemini through its SDK: one request, bounded retries, one outcome. */
import type { GenerateContentConfig } from "@google/genai";
import type { KeySource } from "../attempts/apiKey.js";
import { toldWaiting } from "../attempts/call.js";
import { failedOutcome, type Failure } from "../attempts/failure.js";
import { defaultRetryLimits, type Attempt, type RetryLimits } from "../attempts/retry.js";
import type { GenerateOutcome, GenerateRequest } from "../generate.js";
import type { Model } from "../model.js";
import type { Prices } from "../prices/prices.js";
import { geminiBaseUrl } from "./baseUrl.js";
import { GeminiBatches } from "./geminiBatches.js";
import { Connections } from "./connections.js";
import { GeminiCaches } from "./geminiCaches.js";
import { callGemini, type GeminiAccess } from "./geminiCall.js";
import { readOutcome } from "./geminiOutcome.js";
import { contentsOf, generationConfig, toolsOf } from "./geminiRequest.js";
import { listModels, namesLike } from "./modelList.js";

export interface GeminiOptions {
  /** Name without a prefix, from {@link modelName}. */
  model: string;
  key: KeySource;
  /** https, or http on this machine; empty for Google's own. */
  baseUrl?: string;
  /** Milliseconds one attempt may take. */
  timeout?: number;
  retry?: RetryLimits;
  /** The built-in ones when absent. */
  prices?: Prices;
}

const defaultTimeout = 120_000;
const suggestionTimeout = 15_000;

/** Throws `setting-invalid` for a base URL that a key must not be sent to. */
export class GeminiModel implements Model {
  readonly id: string;
  readonly provider = "gemini";
  readonly batches: GeminiBatches;
  readonly caches: GeminiCaches;
  private readonly access: GeminiAccess;
  private readonly prices: Prices | undefined;

  constructor(options: GeminiOptions) {
    const { model, key, baseUrl = "", timeout = defaultTimeout, retry = defaultRetryLimits, prices } = options;
    this.id = model;
    this.prices = prices;
    this.access = { key, baseUrl: geminiBaseUrl(baseUrl), timeout, retry, connections: new Connections() };
    this.batches = new GeminiBatches(this.access, { prices });
    this.caches = new GeminiCaches(this.access);
  }

  async generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> {
    const { id: model, prices } = this;
    const options = { model, signal, waiting: toldWaiting(request), cache: request.cache };
    const result = await callGemini(this.access, options, async ({ client }) => {
      const config = configOf(request);
      const response = await client.models.generateContent({ model, contents: contentsOf(request), config });
      const { candidates, promptFeedback, usageMetadata, modelVersion, responseId } = response;
      request.received?.({ candidates, promptFeedback, usageMetadata, modelVersion, responseId });
      return readOutcome(response, { model, day: new Date(), batch: false, tools: offersTools(request), prices });
    });
    if (result.ok) return result.value;
    return failedOutcome((await this.withSuggestions(result.failure, signal)).problem);
  }

  async countTokens(request: GenerateRequest, signal: AbortSignal): Promise<number | null> {
    const { id: model } = this;
    // The call takes neither instructions nor tools, so they are counted as text.
    const beside = [request.system, offersTools(request) ? JSON.stringify(toolsOf(request)) : ""];
    const texts = beside.filter((text) => text !== "").map((text) => ({ role: "user", parts: [{ text }] }));
    const contents = [...texts, ...contentsOf(request)];
    const result = await callGemini(this.access, { model, signal }, ({ client }) =>
      client.models.countTokens({ model, contents }),
    );
    return result.ok ? (result.value.totalTokens ?? null) : null;
  }

  /** Names of the models that the key may use. Never rejects. */
  list(signal: AbortSignal): Promise<Attempt<string[]>> {
    const timeout = Math.min(this.access.timeout, suggestionTimeout);
    return callGemini({ ...this.access, timeout }, { model: "the list of models", signal, once: true }, listModels);
  }

  /** For an unknown model, the models that the key may use are part of the advice, if they can be had. */
  private async withSuggestions(failure: Failure, signal: AbortSignal): Promise<Failure> {
    if (failure.problem.code !== "model-unknown") return failure;
    const listed = await this.list(signal);
    if (!listed.ok || listed.value.length === 0) return failure;
    const fix = `Choose another model in manimVideo.model, for example ${namesLike(this.id, listed.value).join(", ")}.`;
    return { ...failure, problem: { ...failure.problem, fix } };
  }
}

const offersTools = ({ tools = [] }: GenerateRequest): boolean => tools.length > 0;

function configOf(request: GenerateRequest): GenerateContentConfig {
  const tools = toolsOf(request);
  return {
    ...generationConfig(request),
    ...(request.cache === undefined && request.system !== "" && { systemInstruction: request.system }),
    ...(request.cache !== undefined && { cachedContent: request.cache }),
    ...(tools && { tools }),
    // Either would send further, billed, requests behind our back.
    automaticContinuation: false,
    automaticFunctionCalling: { disable: true },
  };
}
