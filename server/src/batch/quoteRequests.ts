/** What a list of requests will cost, at once and as a batch, before it is sent. */
import type { Quote } from "../../../protocol/batch.js";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { BatchEntry } from "./provider.js";
import { plus } from "../llm/completion/usage.js";
import type { Model } from "../llm/model.js";
import { retiring } from "../llm/prices/modelNotices.js";
import type { ModelPrices, Prices } from "../llm/prices/prices.js";
import { priceless, QuoteRefused } from "../quote.js";
import type { RequestGroup } from "./requestGroup.js";

export interface RequestsQuote {
  quote: Quote;
  /** USD when every answer is as long as it may be; null where a price is not known. */
  most: number | null;
}

/** Of so many requests the provider counts the tokens; the others are reckoned from those. */
const counted = 20;
const charactersPerToken = 3.5;
/** Tokens of an answer to a prompt of which nothing is known. */
const usualAnswer = 1000;
/** The longest answer of today's models, for a body that sets no bound. */
const longestAnswer = 65_536;

interface GroupTokens {
  prompt: number;
  cached: number;
  expected: number;
  most: number;
  counted: boolean;
}

/** What a quote is made from. */
export interface QuoteParts {
  mode: Quote["mode"];
  prices: Prices;
  /** USD; null for no cap. */
  cap: number | null;
  /** One sentence on how long it takes. */
  wait: string;
  day: Date;
}

/** Never rejects. A cap is held against what the answers may cost at most: all of a batch is billed once it is sent. */
export async function quoteRequests(
  groups: readonly RequestGroup[],
  { mode, prices, cap, wait, day }: QuoteParts,
  signal: AbortSignal,
): Promise<RequestsQuote> {
  const tokens = await Promise.all(groups.map((group) => tokensOf(group, signal)));
  const cost = (batch: boolean, answers: "expected" | "most"): number | null =>
    groups
      .map(({ model }, index) => {
        const price = prices.perMillion(model.provider, model.id, day, { batch });
        const used = tokens[index];
        return price === null || used === undefined ? null : usdOf(used, price, answers);
      })
      .reduce(plus, 0);
  const sum = (of: (one: GroupTokens) => number): number => tokens.reduce((all, one) => all + of(one), 0);
  const requests = groups.reduce((all, group) => all + group.requests.length, 0);
  const usd = { interactive: cost(false, "expected"), batch: cost(true, "expected") };
  const most = cost(mode === "batch", "most");
  const models = [...new Set(groups.map(({ model }) => model.id))];
  const quote: Quote = {
    ...{ provider: groups[0]?.model.provider ?? "", models, usd, mode, price: usd[mode], cap, wait },
    requests: { expected: requests, most: requests },
    tokens: {
      prompt: sum(({ prompt, cached }) => prompt + cached),
      completion: sum(({ expected }) => expected),
      counted: tokens.every((one) => one.counted) ? "provider" : "estimate",
    },
    allowed: cap === null || (most !== null && most <= cap),
    context: contextOf(groups),
    problems: [...notices(groups, day), ...unpriced(usd[mode], models)],
  };
  return { quote, most };
}

/** Throws {@link QuoteRefused} where the cap does not leave what the answers may cost. */
export function requireLeft({ quote, most }: RequestsQuote): void {
  const { allowed, cap, price } = quote;
  if (allowed) return;
  if (most === null) throw new QuoteRefused(quote, priceless(quote));
  const expected = price === null ? "" : `, $${price.toFixed(4)} as expected`;
  throw new QuoteRefused(
    quote,
    `The requests may cost up to $${most.toFixed(4)}${expected}; the cap is $${cap}. A lower maxOutputTokens in its lines makes it cheaper.`,
  );
}

async function tokensOf({ model, requests }: RequestGroup, signal: AbortSignal): Promise<GroupTokens> {
  const sample = requests.filter(({ request }) => request.kind === "generate").slice(0, counted);
  const counts = await Promise.all(sample.map(({ request }) => countOf(model, request, signal)));
  const whole = counts.every((count) => count !== null) && sample.length === requests.length;
  const known = counts.reduce((sum: number, count) => sum + (count ?? 0), 0);
  const [seen, all] = [characters(sample.filter((_, index) => counts[index] !== null)), characters(requests)];
  const expected = ({ request }: { request: BatchEntry["request"] }): number =>
    Math.min(usualAnswer, longestOf(request));
  return {
    prompt: whole ? known : Math.ceil(known > 0 ? (known / seen) * all : all / charactersPerToken),
    cached: requests.reduce((sum, one) => sum + one.cached, 0),
    expected: requests.reduce((sum, one) => sum + expected(one), 0),
    most: requests.reduce((sum, { request }) => sum + longestOf(request), 0),
    counted: whole,
  };
}

async function countOf(model: Model, request: BatchEntry["request"], signal: AbortSignal): Promise<number | null> {
  if (request.kind === "rest") return null;
  return (await model.countTokens?.(request.request, signal)) ?? null;
}

function characters(requests: readonly { request: BatchEntry["request"] }[]): number {
  return requests.reduce((sum, { request }) => sum + lengthOf(request), 0);
}

function lengthOf(request: BatchEntry["request"]): number {
  if (request.kind === "rest") return JSON.stringify(request.body).length;
  const { system, prompt } = request.request;
  return system.length + prompt.length;
}

/** The bound of the answer in tokens. A body has it where its provider reads it. */
function longestOf(request: BatchEntry["request"]): number {
  if (request.kind === "generate") return request.request.maxOutputTokens;
  const { generationConfig, max_completion_tokens, max_tokens } = request.body;
  const config = typeof generationConfig === "object" && generationConfig !== null ? generationConfig : {};
  const bounds = ["maxOutputTokens" in config ? config.maxOutputTokens : undefined, max_completion_tokens, max_tokens];
  return bounds.find((bound) => typeof bound === "number") ?? longestAnswer;
}

function usdOf(tokens: GroupTokens, price: ModelPrices, answers: "expected" | "most"): number {
  return (tokens.prompt * price.input + tokens.cached * price.cached + tokens[answers] * price.output) / 1e6;
}

function contextOf(groups: readonly RequestGroup[]): Quote["context"] {
  const requests = groups.flatMap((group) => group.requests);
  const cached = requests.filter(({ request }) => request.kind === "generate" && request.request.cache !== undefined);
  if (cached.length === 0) return { choice: "none", why: "No request names a cache with @use_cache." };
  return {
    choice: "explicit",
    why: `${cached.length} of ${requests.length} requests use a cache that was made before.`,
  };
}

function notices(groups: readonly RequestGroup[], day: Date): Problem[] {
  return groups.flatMap(({ model }) => retiring(model.provider, model.id, day) ?? []);
}

function unpriced(price: number | null, models: readonly string[]): Problem[] {
  return price === null ? [problem("price-unknown", `No price is known for ${models.join(" or ")}.`)] : [];
}
