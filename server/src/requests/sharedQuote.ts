/** A quote of requests with what they share: sent with each of them, or kept in a cache at the provider. */
import type { ContextWish } from "../../../protocol/job.js";
import type { QuoteParts, RequestsQuote } from "../batch/quoteRequests.js";
import type { RequestGroup } from "../batch/requestGroup.js";
import { contextOf } from "../llm/context/cachedContext.js";
import { plus } from "../llm/completion/usage.js";
import type { Model } from "../llm/model.js";

const charactersPerToken = 3.5;

interface Shared {
  text: string;
  wish: ContextWish;
  parts: QuoteParts;
  signal: AbortSignal;
}

/** `quoted` is without the text. */
export async function withShared(
  { quote, most }: RequestsQuote,
  groups: readonly RequestGroup[],
  { text, wish, parts, signal }: Shared,
): Promise<RequestsQuote> {
  const { mode, prices, cap } = parts;
  const found = await Promise.all(
    groups.map(async ({ model, requests }) => {
      const counted = await tokensOf(model, text, signal);
      const tokens = counted ?? Math.ceil(text.length / charactersPerToken);
      const of = (batch: boolean) => contextOf(model, prices, { tokens, requests: requests.length, batch, wish });
      return { tokens: tokens * requests.length, counted: counted !== null, atOnce: of(false), batch: of(true) };
    }),
  );
  const cost = (way: "atOnce" | "batch"): number | null => found.map((one) => one[way].cost).reduce(plus, 0);
  const usd = { interactive: plus(quote.usd.interactive, cost("atOnce")), batch: plus(quote.usd.batch, cost("batch")) };
  const mostOfAll = plus(most, cost(mode === "batch" ? "batch" : "atOnce"));
  const chosen = found[0]?.[mode === "batch" ? "batch" : "atOnce"];
  const { counted } = quote.tokens;
  return {
    most: mostOfAll,
    quote: {
      ...{ ...quote, usd, price: usd[mode], allowed: cap === null || (mostOfAll !== null && mostOfAll <= cap) },
      tokens: {
        ...quote.tokens,
        prompt: quote.tokens.prompt + found.reduce((sum, { tokens }) => sum + tokens, 0),
        counted: found.every((one) => one.counted) ? counted : "estimate",
      },
      ...(chosen && {
        context: { choice: chosen.choice, why: chosen.why, ...(wish !== "auto" && { advice: chosen.advice }) },
      }),
    },
  };
}

async function tokensOf(model: Model, system: string, signal: AbortSignal): Promise<number | null> {
  const request = { label: "context", system, prompt: "", temperature: 0, maxOutputTokens: 1 };
  return (await model.countTokens?.(request, signal)) ?? null;
}
