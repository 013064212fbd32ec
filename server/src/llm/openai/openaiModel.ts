/** A model of OpenAI or of a server that speaks its language (Ollama, LM Studio, vLLM), through the openai package. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { BatchProvider } from "../../batch/provider.js";
import type { KeySource } from "../attempts/apiKey.js";
import { toldWaiting } from "../attempts/call.js";
import { failedOutcome } from "../attempts/failure.js";
import { defaultRetryLimits, type Attempt, type RetryLimits } from "../attempts/retry.js";
import type { Model } from "../model.js";
import type { GenerateOutcome, GenerateRequest } from "../generate.js";
import type { Prices } from "../prices/prices.js";
import { OpenAIBatches } from "./openaiBatches.js";
import { callOpenAI, openaiBaseUrl, type OpenAIAccess } from "./openaiCall.js";
import type { OpenAIConnection } from "./openaiConnection.js";
import { readCompletion } from "./openaiOutcome.js";
import { chatBody, Dialect } from "./openaiRequest.js";

export interface OpenAIOptions {
  /** Name without a prefix, from {@link openaiModelName}. */
  model: string;
  key: KeySource;
  /** https, or http on this machine; empty for OpenAI's own. */
  baseUrl?: string;
  /** Milliseconds one attempt may take. */
  timeout?: number;
  retry?: RetryLimits;
  prices?: Prices;
}

/** A model on the user's own machine may be slow. */
const defaultTimeout = 300_000;
const listTimeout = 15_000;
/** A bound, should the list never end. */
const mostModels = 1000;
/** Refusals from which a form that the server takes can be learnt. */
const mostLessons = 2;

/** `openai/gpt-x` and `gpt-x` both mean `gpt-x`. Throws `setting-invalid` for none, and for what cannot be a name. */
export function openaiModelName(setting: string): string {
  const name = setting.trim().replace(/^openai\//, "");
  if (/^[A-Za-z0-9][\w./:@-]{0,199}$/.test(name)) return name;
  const what = name === "" ? "No model is named" : `"${name.slice(0, 120)}" is not a model's name`;
  const fix = "Name a model of the server in manimVideo.model, like openai/<model>.";
  throw new ProblemError(problem("setting-invalid", `${what} for the OpenAI-compatible provider.`, { fix }));
}

/** Throws `setting-invalid` for a base URL that a key must not be sent to. */
export class OpenAIModel implements Model {
  readonly id: string;
  readonly provider = "openai";
  readonly batches: BatchProvider;
  private readonly access: OpenAIAccess;
  private readonly dialect: Dialect;
  private readonly prices: Prices | undefined;

  constructor(options: OpenAIOptions) {
    const { model, key, baseUrl = "", timeout = defaultTimeout, retry = defaultRetryLimits, prices } = options;
    this.id = model;
    this.prices = prices;
    this.access = { key, baseUrl: openaiBaseUrl(baseUrl), timeout, retry };
    this.dialect = new Dialect(model, this.access.baseUrl);
    this.batches = new OpenAIBatches(this.access, { dialect: this.dialect, prices });
  }

  async generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> {
    const { id: model, prices, access } = this;
    const options = { model, signal, waiting: toldWaiting(request) };
    const result = await callOpenAI(access, options, async (connection) => {
      const raw = await this.ask(connection, request);
      const tools = (request.tools ?? []).length > 0;
      const asked = { model, baseUrl: access.baseUrl, day: new Date(), batch: false, tools, prices };
      request.received?.(raw);
      const outcome = readCompletion(raw, asked);
      if (outcome === null) throw new SyntaxError("The answer is no chat completion.");
      return outcome;
    });
    return result.ok ? result.value : failedOutcome(result.failure.problem);
  }

  /** Names of the server's models, of whatever kind they are: it does not say. Never rejects. */
  list(signal: AbortSignal): Promise<Attempt<string[]>> {
    const timeout = Math.min(this.access.timeout, listTimeout);
    const options = { model: "the list of models", signal, once: true };
    return callOpenAI({ ...this.access, timeout }, options, async ({ client }) => {
      const names: string[] = [];
      for await (const { id } of client.models.list()) {
        names.push(id);
        if (names.length >= mostModels) break;
      }
      return names;
    });
  }

  /** Sends it again in another form where the server says that it does not take this one. */
  private async ask({ client }: OpenAIConnection, request: GenerateRequest): Promise<unknown> {
    for (let lessons = 0; ; lessons += 1) {
      const body = chatBody(this.id, request, this.dialect);
      try {
        return await client.chat.completions.create(body);
      } catch (error) {
        if (lessons >= mostLessons || !this.dialect.learn(error, body)) throw error;
      }
    }
  }
}
