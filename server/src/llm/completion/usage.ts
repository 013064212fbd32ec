/** What requests used, added up. */
import type { TokenTotals } from "../../../../protocol/completion.js";
import type { Spent } from "../spent.js";

/** Tokens and money of the answers to one request, as the provider reported them. */
export class Usage {
  readonly tokens: TokenTotals = { prompt: 0, completion: 0, cached: 0, total: 0 };
  /** Null when the price of any answer is not known; zero without answers. */
  usd: number | null = 0;
  /** The model that answered last; null without answers. */
  model: string | null = null;

  add(spent: Spent): void {
    const { promptTokens: prompt, completionTokens: completion, cachedTokens: cached } = spent;
    addTokens(this.tokens, { prompt, completion, cached, total: prompt + completion });
    this.usd = plus(this.usd, spent.usd);
    this.model = spent.modelVersion;
  }
}

export function addTokens(sum: TokenTotals, more: TokenTotals): void {
  sum.prompt += more.prompt;
  sum.completion += more.completion;
  sum.cached += more.cached;
  sum.total += more.total;
}

/** A sum with something unknown is unknown. */
export function plus(sum: number | null, more: number | null): number | null {
  return sum === null || more === null ? null : sum + more;
}
