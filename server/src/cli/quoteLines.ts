import type { Quote } from "../../../protocol/batch.js";

/** A quote for a person, before anything is spent. */
export function quoteLines(quote: Quote): string[] {
  const { requests, tokens, usd, price, cap, mode, models, wait, context } = quote;
  const counted = tokens.counted === "provider" ? "counted by the provider" : "estimated";
  return [
    `${models.join(", ")}: ${requests.expected} requests (at most ${requests.most}), about ${tokens.prompt} tokens in (${counted}) and ${tokens.completion} out`,
    `at once ${money(usd.interactive)}, as a batch ${money(usd.batch)}; chosen: ${mode}, ${money(price)}${cap === null ? "" : `, cap ${money(cap)}`}`,
    `expected wait: ${wait}`,
    `context: ${context.choice}: ${context.why}`,
  ];
}

/** Unknown is said, never shown as zero; and what is more than zero is not shown as zero either. */
export function money(usd: number | null): string {
  if (usd === null) return "price unknown";
  if (usd > 0 && usd < 0.0001) return "under $0.0001";
  return `$${usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
