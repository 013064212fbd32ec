/**
 * What a request costs. Asked in this order: the user's own file of prices, our table of Gemini's (gemini/models.json,
 * with the date it was checked), the table of @pydantic/genai-prices. What none of them knows has no price, not zero.
 */
import { calcPrice, type MatchLogic, type ModelInfo } from "@pydantic/genai-prices";
import type { ContextPrices } from "../context/planContext.js";
import data from "../gemini/models.json" with { type: "json" };
import { isBuildOf } from "./builds.js";

/** USD per million tokens. */
export interface Price {
  /** `gemini`, `openai`; absent for a model of this name at any provider. */
  provider?: string;
  model: string;
  input: number;
  cached: number;
  output: number;
  /** Last day (UTC) at this price; absent for the price that stays. */
  until?: string;
  /** Tokens of prompt above which another price holds, which this table does not have. */
  largestPrompt?: number;
}

export interface TokenCounts {
  /** Cached ones included. */
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
}

const geminiPrices: readonly Price[] = data.prices.map((price) => ({ ...price, provider: "gemini" }));

/** Parts of the normal price that a batch costs. Gemini bills tokens of an explicit cache in full there too. */
const batchParts = { gemini: data.batch, others: { input: 0.5, cached: 0.5, output: 0.5 } };

const mostRemembered = 200;

export class Prices {
  /** Rows of a model, since a list asks for the same one thousands of times. */
  private readonly rows = new Map<string, readonly Row[]>();

  /** `own` comes before everything that is built in, and replaces all that is known of a model. */
  constructor(private readonly own: readonly Price[] = []) {}

  /**
   * USD of a request on that day; null when the price is not known, never zero for unknown. `provider` is a name, or the
   * address of an OpenAI-compatible server. A batch costs half.
   */
  costOf(
    provider: string,
    model: string,
    tokens: TokenCounts,
    day: Date,
    { batch = false }: { batch?: boolean } = {},
  ): number | null {
    const cached = Math.min(tokens.cachedTokens, tokens.promptTokens);
    const counts = { fresh: tokens.promptTokens - cached, cached, output: tokens.completionTokens };
    const parts = batch ? (provider === "gemini" ? batchParts.gemini : batchParts.others) : undefined;
    const known = this.rowsOf(provider, model);
    if (known.length > 0) {
      const price = known.find(({ ends }) => day.getTime() < ends);
      if (price === undefined || tokens.promptTokens > (price.largestPrompt ?? Infinity)) return null;
      const { input = 1, cached: kept = 1, output = 1 } = parts ?? {};
      const { fresh } = counts;
      return (fresh * price.input * input + cached * price.cached * kept + counts.output * price.output * output) / 1e6;
    }
    const usd = packagePrice(provider, model, counts, day);
    return usd === null ? null : usd * (parts === undefined ? 1 : parts.output);
  }

  /** All that the first table says that knows the model; empty when none does. */
  private rowsOf(provider: string, model: string): readonly Row[] {
    const name = `${provider} ${model}`;
    const before = this.rows.get(name);
    if (before !== undefined) return before;
    const [found = []] = [this.own, geminiPrices]
      .map((table) => table.filter((price) => fits(price, provider, model)).map(rowOf))
      .filter((rows) => rows.length > 0);
    // Names come from answers as well: a server that makes up new ones may not fill the memory.
    if (this.rows.size >= mostRemembered) this.rows.clear();
    this.rows.set(name, found);
    return found;
  }

  /** What a million tokens of each kind cost; null where {@link costOf} knows no price. */
  perMillion(provider: string, model: string, day: Date, kind: { batch?: boolean } = {}): ModelPrices | null {
    const sample = 1000;
    const none = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
    const price = (tokens: Partial<TokenCounts>): number | null => {
      const usd = this.costOf(provider, model, { ...none, ...tokens }, day, kind);
      return usd === null ? null : (usd / sample) * 1e6;
    };
    const input = price({ promptTokens: sample });
    const cached = price({ promptTokens: sample, cachedTokens: sample });
    const output = price({ completionTokens: sample });
    return input === null || output === null ? null : { input, cached: cached ?? input, output };
  }

  /** What the planner of contexts reckons with: normal prices, and what an explicit cache costs for each hour. */
  context(provider: string, model: string, day: Date): ContextPrices | null {
    const prices = this.perMillion(provider, model, day);
    if (prices === null) return null;
    const stored =
      provider === "gemini" ? data.storage.find(({ models }) => new RegExp(models).test(model)) : undefined;
    return { ...prices, storagePerMillionTokensPerHour: stored?.perHour ?? null };
  }
}

/** USD per million tokens of a model, as {@link Prices.costOf} reckons short prompts. */
export interface ModelPrices {
  input: number;
  cached: number;
  output: number;
}

/** The prices that are built in; see {@link loadPrices} for the user's own over them. */
export const builtInPrices = new Prices();

/** {@link Prices.costOf} of the built-in prices. */
export const costOf: Prices["costOf"] = builtInPrices.costOf.bind(builtInPrices);

/** With the moment (UTC) at which it holds no more. */
interface Row extends Price {
  ends: number;
}

const dayLong = 86_400_000;

function rowOf(price: Price): Row {
  const { until } = price;
  return { ...price, ends: until === undefined ? Infinity : Date.parse(`${until}T00:00:00Z`) + dayLong };
}

function fits(price: Price, provider: string, model: string): boolean {
  return (price.provider === undefined || price.provider === provider) && isBuildOf(model, price.model);
}

interface Counts {
  fresh: number;
  cached: number;
  output: number;
}

const packageNames: Readonly<Record<string, string>> = { gemini: "google" };

function packagePrice(provider: string, model: string, { fresh, cached, output }: Counts, day: Date): number | null {
  // Without either of the two the package would take any provider that has a model of this name.
  const where = /^https?:/.test(provider)
    ? { providerApiUrl: provider }
    : { providerId: packageNames[provider] ?? provider };
  const usage = { input_tokens: fresh + cached, cache_read_tokens: cached, output_tokens: output };
  try {
    const found = calcPrice(usage, model, { ...where, timestamp: day });
    return found !== null && isNamed(found.model, model) ? found.total_price : null;
  } catch {
    // It throws for a model whose prices it has in part only, such as none for cached tokens.
    return null;
  }
}

/** The package also takes names that only begin alike, such as a family's image model, which has another price. */
function isNamed({ id, match }: ModelInfo, model: string): boolean {
  const name = model.toLowerCase();
  const names = (logic: MatchLogic): boolean => {
    if ("or" in logic) return logic.or.some(names);
    if ("equals" in logic) return logic.equals === name;
    return "starts_with" in logic && isBuildOf(name, logic.starts_with);
  };
  return isBuildOf(name, id) || names(match);
}
