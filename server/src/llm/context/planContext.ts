/** Whether the beginning that many requests share is kept at the provider, and how, by what it costs. Pure arithmetic. */

/** USD per million tokens; storage per million tokens and hour. */
export interface ContextPrices {
  input: number;
  /** For input that comes out of a cache. In batches as well: the discount of a batch is not given on it. */
  cached: number;
  /** Null where it is not known: an explicit cache then has no price. */
  storagePerMillionTokensPerHour: number | null;
  output: number;
}

export interface SharedContext {
  /** Tokens at the beginning that are the same in all requests. */
  tokens: number;
  requests: number;
  /** Null for a model whose prices are not known. */
  prices: ContextPrices | null;
  /** Fewer tokens are not cached: 2,048 for the 2.5 models of Gemini, 4,096 for the 3 models. */
  minimumTokens: number;
  /** Seconds for which the cache is needed; a batch needs at least {@link batchTtl}. */
  ttl: number;
  batch: boolean;
  /** Whether the provider has explicit caches. */
  explicitCaches: boolean;
  /**
   * Share of the later requests that find the beginning in the provider's own cache, as measured before. Providers promise
   * none; absent: half of the requests that follow each other, none of a batch's.
   */
  implicitHitRate?: number;
}

export type ContextKind = "explicit" | "implicit" | "none";

export interface ContextChoice {
  choice: ContextKind;
  /** A sentence for the log and the quote. */
  why: string;
  /** USD against sending everything each time; null where no price is known. */
  saves: number | null;
  /** USD for the shared tokens alone, by choice; null where no price is known, or the choice cannot be had. */
  costs: Record<ContextKind, number | null>;
  /** Seconds for which an explicit cache is made. */
  ttl: number;
}

/** A batch may be worked on for 48 hours; its answers are fetched a little later. */
export const batchTtl = 50 * 3600;
const batchDiscount = 0.5;
const usualHitRate = 0.5;

/** Tokens below which Gemini makes no explicit cache: 2,048 for its 2.5 models, 4,096 for those after them. */
export function minimumTokens(model: string): number {
  return /(^|\/)gemini-2\.5-/.test(model) ? 2048 : 4096;
}

/** Chooses the cheapest; of two that cost the same the simpler one. */
export function planContext(context: SharedContext): ContextChoice {
  const { tokens, requests, prices, minimumTokens } = context;
  const ttl = context.batch ? Math.max(context.ttl, batchTtl) : context.ttl;
  const plain = { ttl, saves: prices === null ? null : 0, costs: { none: null, explicit: null, implicit: null } };
  const shared = `${count(requests)} requests share ${count(tokens)} tokens`;
  if (requests < 2) return { ...plain, choice: "none", why: "No cache: there is nobody to share the beginning with." };
  if (tokens < minimumTokens)
    return {
      ...plain,
      choice: "none",
      why: `No cache: ${shared}, and fewer than ${count(minimumTokens)} are not cached.`,
    };
  if (prices === null) {
    const why = "the price of the model is not known, so nothing is stored that would be paid by the hour";
    return { ...plain, choice: context.batch ? "none" : "implicit", why: `No cache of ours: ${why}.` };
  }
  const costs = costsOf({ ...context, ttl }, prices);
  const explicit = context.explicitCaches && prices.storagePerMillionTokensPerHour !== null;
  const kinds: ContextKind[] = explicit ? ["none", "implicit", "explicit"] : ["none", "implicit"];
  const choice = kinds.reduce((best, kind) => (costs[kind] < costs[best] ? kind : best));
  const known = { ...costs, explicit: explicit ? costs.explicit : null };
  return {
    choice,
    ttl,
    saves: costs.none - costs[choice],
    costs: known,
    why: reason(choice, shared, costs, context, ttl),
  };
}

/** Requests from which on an explicit cache costs less than none; Infinity when it never does. */
export function breakEven({
  tokens,
  prices,
  batch,
  ttl,
}: Pick<SharedContext, "tokens" | "batch" | "ttl"> & { prices: ContextPrices }): number {
  const once = tokens * (prices.input + storage(prices, ttl));
  const saved = tokens * (prices.input * (batch ? batchDiscount : 1) - prices.cached);
  return saved > 0 ? Math.floor(once / saved) + 1 : Infinity;
}

/** What each choice costs for the shared tokens alone; explicit with its storage for `ttl` seconds. */
export function costsOf(context: SharedContext, prices: ContextPrices): Record<ContextKind, number> {
  const { requests, batch, ttl, implicitHitRate = batch ? 0 : usualHitRate } = context;
  const millions = context.tokens / 1_000_000;
  const sent = millions * prices.input * (batch ? batchDiscount : 1);
  const found = millions * prices.cached;
  const hits = (requests - 1) * Math.min(Math.max(implicitHitRate, 0), 1);
  return {
    none: sent * requests,
    // What a batch sends at half price may cost less than what comes out of a cache at the full one.
    implicit: sent * (requests - hits) + Math.min(found, sent) * hits,
    // The cache itself is made by a request at the full price, also for a batch.
    explicit: millions * (prices.input + storage(prices, ttl)) + found * requests,
  };
}

function reason(
  choice: ContextKind,
  shared: string,
  costs: Record<ContextKind, number>,
  { prices, tokens, batch, explicitCaches }: SharedContext,
  ttl: number,
): string {
  const hours = count(Math.round(ttl / 360) / 10);
  const none = `${usd(costs.none)} without a cache`;
  if (choice === "explicit")
    return `Explicit cache: ${shared}, which cost ${usd(costs.explicit)} with ${hours} h of storage against ${none}.`;
  const from = prices === null ? Infinity : breakEven({ tokens, prices, batch, ttl });
  const instead = !explicitCaches
    ? "the provider has no explicit caches"
    : prices?.storagePerMillionTokensPerHour === null
      ? "the price of an explicit cache's storage is not known"
      : `an explicit cache would cost ${usd(costs.explicit)} with ${hours} h of storage` +
        (Number.isFinite(from) ? ` and pays from ${count(from)} requests` : "");
  if (choice === "implicit")
    return `Implicit cache: ${shared}, which cost about ${usd(costs.implicit)} where the provider finds them again against ${none}; ${instead}.`;
  return `No cache: ${shared}, which cost ${usd(costs.none)}; ${instead}.`;
}

/** USD per million tokens for the whole time. */
function storage(prices: ContextPrices, ttl: number): number {
  return (prices.storagePerMillionTokensPerHour ?? 0) * (ttl / 3600);
}

function usd(value: number): string {
  return `$${value >= 1 ? value.toFixed(2) : value.toPrecision(2)}`;
}

function count(value: number): string {
  return value.toLocaleString("en-US");
}
