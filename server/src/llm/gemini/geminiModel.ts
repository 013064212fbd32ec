/** Gemini through its SDK: one request, bounded retries, one outcome. */
import type { GenerateContentConfig } from "@google/genai";
import { problem, ProblemError, problemKinds } from "../../../../protocol/problems.js";
import type { GenerateOutcome, GenerateRequest, Model } from "../model.js";
import { geminiBaseUrl } from "./baseUrl.js";
import { connect } from "./connection.js";
import { duration, explainFailure } from "./geminiErrors.js";
import { readOutcome } from "./geminiOutcome.js";
import { modelsLike } from "./modelList.js";
import { responseSchema } from "./responseSchema.js";
import { defaultRetryLimits, withRetry, type Attempt, type Failure, type RetryLimits } from "./retry.js";

export interface GeminiOptions {
  /** Name without a prefix, from {@link modelName}. */
  model: string;
  /** Asked before each request; null when no key is set. The model keeps no copy. */
  key: () => Promise<string | null>;
  /** https, or http on this machine; empty for Google's own. */
  baseUrl?: string;
  /** Milliseconds one attempt may take. */
  timeout?: number;
  retry?: RetryLimits;
}

const defaultTimeout = 120_000;

/** What every attempt of one call shares. */
interface Call {
  model: string;
  key: string;
  baseUrl: string;
  timeout: number;
  signal: AbortSignal;
}

/** Throws `setting-invalid` for a base URL that a key must not be sent to. */
export class GeminiModel implements Model {
  readonly id: string;
  readonly provider = "gemini";
  private readonly baseUrl: string;

  constructor(private readonly options: GeminiOptions) {
    this.id = options.model;
    this.baseUrl = geminiBaseUrl(options.baseUrl ?? "");
  }

  async generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> {
    try {
      const key = await usableKey(this.options.key);
      const { model, timeout = defaultTimeout, retry = defaultRetryLimits } = this.options;
      const call: Call = { model, key, baseUrl: this.baseUrl, timeout, signal };
      const waiting = (failure: Failure, delay: number): void =>
        request.report?.(`${failure.problem.message} Trying again in ${duration(delay)} (${request.label}).`);
      const result = await withRetry(() => attempt(call, request), retry, signal, waiting);
      return result.ok ? result.value : failedOutcome(await withSuggestions(result.failure, call));
    } catch (error) {
      if (error instanceof ProblemError) return { kind: "failed", problem: error.problem, retryable: false };
      throw error;
    }
  }
}

async function attempt(call: Call, request: GenerateRequest): Promise<Attempt<GenerateOutcome>> {
  const deadline = AbortSignal.timeout(call.timeout);
  const { client, observed } = connect(call);
  try {
    const response = await client.models.generateContent({
      model: call.model,
      contents: [{ role: "user", parts: [{ text: request.prompt }] }],
      // The SDK leaves its listener on the signal it is given, so it gets one of its own for each attempt.
      config: { ...configOf(request), abortSignal: AbortSignal.any([call.signal, deadline]) },
    });
    return { ok: true, value: readOutcome(response, call.model, new Date()) };
  } catch (error) {
    const cancelled = call.signal.aborted;
    const { model, key, timeout } = call;
    return {
      ok: false,
      failure: explainFailure(error, { model, key, timeout, observed, cancelled, timedOut: deadline.aborted }),
    };
  }
}

function configOf(request: GenerateRequest): GenerateContentConfig {
  return {
    systemInstruction: request.system,
    temperature: request.temperature,
    maxOutputTokens: request.maxOutputTokens,
    candidateCount: 1,
    // Either would send further, billed, requests behind our back.
    automaticContinuation: false,
    automaticFunctionCalling: { disable: true },
    ...(request.schema && { responseMimeType: "application/json", responseSchema: responseSchema(request.schema) }),
  };
}

/** The key, fit to be a header. Throws ProblemError without showing it: fetch's own error would quote it. */
async function usableKey(ask: GeminiOptions["key"]): Promise<string> {
  const key = (await ask())?.trim() ?? "";
  if (key === "") throw new ProblemError(problem("key-missing", "Gemini needs an API key and none is set."));
  if (/^[\x21-\x7e]{1,500}$/.test(key)) return key;
  throw new ProblemError(problem("key-rejected", "The Gemini API key holds characters that no key has."));
}

/** For an unknown model, the models that the key may use are part of the advice, if they can be had. */
async function withSuggestions(failure: Failure, call: Call): Promise<Failure> {
  if (failure.problem.code !== "model-unknown") return failure;
  const names = await modelsLike(call.model, call, call.signal).catch((): string[] => []);
  if (names.length === 0) return failure;
  return {
    ...failure,
    problem: { ...failure.problem, fix: `Choose another model in manimVideo.model, for example ${names.join(", ")}.` },
  };
}

function failedOutcome(failure: Failure): GenerateOutcome {
  return { kind: "failed", problem: failure.problem, retryable: problemKinds[failure.problem.code].retryable };
}
