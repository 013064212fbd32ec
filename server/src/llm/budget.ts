/** A spending cap that holds while many requests are under way: what may still be billed counts before it is. */
import { problem, type Problem } from "../../../protocol/problems.js";
import type { Model } from "./model.js";
import type { GenerateOutcome, GenerateRequest } from "./generate.js";

/** USD per million tokens. */
export interface TokenPrices {
  input: number;
  output: number;
}

/** Under a cap answers are held to this length: the longest that any model allows would reserve a quarter dollar each. */
const longestCappedAnswer = 16_384;
/** No tokenizer makes more tokens of our prompts than one for two characters. */
const charactersPerToken = 2;

/** What requests are paid from. */
export interface Purse {
  /** USD. */
  readonly cap: number;
  /** Sets money aside; null when the cap does not leave so much. The returned function gives it back, once. */
  reserve(usd: number): (() => void) | null | Promise<(() => void) | null>;
}

/** One cap for all the requests of a job or of a list. */
export class Budget implements Purse {
  private pending = 0;

  /** `spent` is what has been billed so far; `cap` is in USD. */
  constructor(
    readonly cap: number,
    private readonly spent: () => number,
  ) {}

  /** Sets money aside; null when the cap does not leave so much. The returned function gives it back, once. */
  reserve(usd: number): (() => void) | null {
    if (this.spent() + this.pending + usd > this.cap) return null;
    this.pending += usd;
    let held = true;
    return () => {
      if (held) this.pending -= usd;
      held = false;
    };
  }
}

/** The model, refusing requests whose dearest outcome does not fit under the cap. Without a price nothing fits. */
export function capped(model: Model, budget: Purse, prices: TokenPrices | null): Model {
  const generate = async (request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> => {
    if (prices === null) return refused(unpriced(model.id, budget.cap));
    const held = { ...request, maxOutputTokens: Math.min(request.maxOutputTokens, longestCappedAnswer) };
    const usd = dearest(held, prices);
    const release = await budget.reserve(usd);
    if (release === null) return refused(exceeded(request.label, usd, budget.cap));
    try {
      return await model.generate(held, signal);
    } finally {
      release();
    }
  };
  return Object.assign(Object.create(model) as Model, { generate });
}

/** What the request costs when its answer is as long as it may be. */
export function dearest(request: GenerateRequest, prices: TokenPrices): number {
  const { system, prompt, turns = [], tools = [], schema = {} } = request;
  const characters = system.length + prompt.length + JSON.stringify([turns, tools, schema]).length;
  const input = (characters / charactersPerToken) * prices.input;
  return (input + request.maxOutputTokens * prices.output) / 1e6;
}

function refused(found: Problem): GenerateOutcome {
  return { kind: "failed", problem: found, retryable: false };
}

function exceeded(label: string, usd: number, cap: number): Problem {
  const sum = `$${usd.toFixed(4)}`;
  return problem("cap-exceeded", `The request (${label}) may cost ${sum}, which the cap of $${cap} does not leave.`);
}

function unpriced(model: string, cap: number): Problem {
  return problem("cap-exceeded", `The price of ${model} is not known, so the cap of $${cap} cannot be held.`);
}
