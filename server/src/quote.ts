/** What a video or a list of videos will take, before anything is spent. */
import type { Quote } from "../../protocol/batch.js";
import type { TopicEntry } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Storyboard } from "../../protocol/storyboard.js";
import type { Model } from "./llm/model.js";
import type { GenerateRequest } from "./llm/generate.js";
import { planPrompt, planSystem } from "./llm/prompts/planPrompt.js";
import { scenePrompt } from "./llm/prompts/scenePrompt.js";

/** USD per million tokens, at once and in a batch; null where the price is not known. */
export type PriceOf = (model: Model, batch: boolean) => { input: number; output: number } | null;

export interface QuoteTask {
  topics: readonly Pick<TopicEntry, "topic" | "scenes">[];
  planner: Model;
  coder: Model;
  /** The instructions that every scene's request begins with. */
  sceneSystem: string;
  mode: "interactive" | "batch";
  /** USD; null for no cap. */
  cap: number | null;
  maxRepairs: number;
  price: PriceOf;
  /** One sentence on how long it takes. */
  wait: string;
  /** How `tokens` of instructions are shared by so many requests. */
  context(tokens: number, requests: number): Quote["context"];
  /** What else is to be said of the models. */
  problems: Problem[];
}

/** Means of videos made here; answers hold the model's thinking as well. */
const usual = { scenes: 4, planAnswer: 4000, sceneAnswer: 6000, extract: 2500 };
const charactersPerToken = 3.5;

/** Counts the tokens of one plan and one scene at the provider, and reckons with them for all topics. Never rejects. */
export async function makeQuote(task: QuoteTask, signal: AbortSignal): Promise<Quote> {
  const scenes = task.topics.reduce((sum, { scenes: asked }) => sum + (asked || usual.scenes), 0);
  const [plan, scene, system] = await Promise.all([
    tokensOf(task.planner, planRequest(task.topics[0]?.topic ?? ""), signal),
    tokensOf(task.coder, sceneRequest(task.sceneSystem), signal),
    tokensOf(task.coder, { ...sceneRequest(task.sceneSystem), prompt: "" }, signal),
  ]);
  const planned = { prompt: plan.tokens * task.topics.length, completion: usual.planAnswer * task.topics.length };
  const written = { prompt: (scene.tokens + usual.extract) * scenes, completion: usual.sceneAnswer * scenes };
  const cost = (batch: boolean): number | null => {
    const [first, second] = [task.price(task.planner, batch), task.price(task.coder, batch)];
    if (first === null || second === null) return null;
    const usd = (part: typeof planned, { input, output }: typeof first): number =>
      (part.prompt * input + part.completion * output) / 1e6;
    return usd(planned, first) + usd(written, second);
  };
  const prices = { interactive: cost(false), batch: cost(true) };
  const price = prices[task.mode];
  return {
    provider: task.planner.provider,
    models: [...new Set([task.planner.id, task.coder.id])],
    requests: {
      expected: task.topics.length + scenes,
      most: 2 * task.topics.length + 2 * scenes * (1 + task.maxRepairs),
    },
    tokens: {
      prompt: planned.prompt + written.prompt,
      completion: planned.completion + written.completion,
      counted: plan.counted && scene.counted ? "provider" : "estimate",
    },
    usd: prices,
    mode: task.mode,
    price,
    cap: task.cap,
    allowed: task.cap === null || (price !== null && price <= task.cap),
    wait: task.wait,
    context: task.context(system.tokens, scenes),
    problems: [...task.problems, ...unpriced(task, price)],
  };
}

/** `cap-exceeded`: nothing was started. The quote is what the user decides by. */
export class QuoteRefused extends ProblemError {
  constructor(
    readonly quote: Quote,
    why: string,
  ) {
    super(problem("cap-exceeded", why));
    this.name = "QuoteRefused";
  }
}

/** Throws {@link QuoteRefused} for a quote above its cap, or without a price to hold against it. */
export function requireAllowed(quote: Quote | null): void {
  if (quote === null || quote.allowed) return;
  const { price, cap } = quote;
  const why = price === null ? priceless(quote) : `It is expected to cost $${price.toFixed(4)}; the cap is $${cap}.`;
  throw new QuoteRefused(quote, why);
}

/** Why a cap refuses what has no price. */
export function priceless({ models, cap }: Quote): string {
  return `The price of ${models.join(", ")} is not known, so the cap of $${cap} cannot be held.`;
}

function unpriced({ planner, coder }: QuoteTask, price: number | null): Problem[] {
  return price === null ? [problem("price-unknown", `No price is known for ${planner.id} or ${coder.id}.`)] : [];
}

async function tokensOf(model: Model, request: GenerateRequest, signal: AbortSignal) {
  const counted = (await model.countTokens?.(request, signal)) ?? null;
  if (counted !== null) return { tokens: counted, counted: true };
  return { tokens: Math.ceil((request.system.length + request.prompt.length) / charactersPerToken), counted: false };
}

const planRequest = (topic: string): GenerateRequest => ({
  ...{ label: "quote", system: planSystem, prompt: planPrompt(topic), temperature: 0, maxOutputTokens: 1 },
});

const sceneRequest = (system: string): GenerateRequest => ({
  ...{ label: "quote", system, prompt: scenePrompt(sample, sampleScene), temperature: 0, maxOutputTokens: 1 },
});

const words =
  "A sentence of about twenty words says what is seen while one thing on the screen slowly changes its place. ";
const sampleScene = {
  id: "sample",
  title: "A scene of usual length",
  className: "SampleScene",
  file: "scenes/01_sample.py",
  beats: ["one", "two", "three"].map((id) => ({ id, narration: words.repeat(2), shows: words.repeat(3) })),
};
const sample: Storyboard = {
  version: 1,
  topic: "sample",
  title: "A video of usual length",
  language: "en",
  scenes: [1, 2, 3, 4].map((number) => ({ ...sampleScene, id: `sample-${number}` })),
};
