/** A quote as the question that is asked before anything is spent. */
import type { Quote } from "../../protocol/batch.js";
import { wordsOf } from "./problemMessage.js";
import { sentence } from "./words.js";

export interface Question {
  message: string;
  detail: string;
  /** The button that starts the work says what it will spend; null where the quote does not allow it. */
  button: string | null;
}

/** `what` is what will be made, such as "60 videos from topics.csv". */
export function quoteQuestion(what: string, quote: Quote | null, remarks: string[] = []): Question {
  if (quote === null) {
    const detail = ["Made from the built-in templates, on this computer. Nothing is paid for.", ...remarks];
    return { message: `Make ${what}?`, detail: detail.join("\n\n"), button: "Start" };
  }
  const { requests, tokens, price, allowed, wait, context, problems, models, mode } = quote;
  const counted = tokens.counted === "provider" ? "counted by the provider" : "estimated";
  const detail = [
    `${models.join(", ")}, ${mode === "batch" ? "in batches" : "at once"}: ${number(requests.expected)} requests ` +
      `(at most ${number(requests.most)}), about ${number(tokens.prompt)} tokens in (${counted}) and ${number(tokens.completion)} out.`,
    prices(quote),
    `Expected wait: ${sentence(wait)}`,
    `Shared instructions: ${contextWords[context.choice]}. ${sentence(context.why)}`,
    ...problems.map((found) => wordsOf(found)),
    ...remarks,
  ];
  const button = price === null ? "Start, at an unknown price" : `Spend about ${money(price)}`;
  return { message: `Make ${what}?`, detail: detail.join("\n\n"), button: allowed ? button : null };
}

const contextWords: Record<Quote["context"]["choice"], string> = {
  explicit: "stored once in the provider's cache",
  implicit: "sent each time, and found again by the provider",
  none: "sent with each request",
};

function prices({ usd, mode, cap, price, allowed }: Quote): string {
  const [chosen, other] =
    mode === "batch"
      ? [`In batches ${money(usd.batch)}`, `at once ${money(usd.interactive)}`]
      : [`At once ${money(usd.interactive)}`, `in batches ${money(usd.batch)}`];
  const limit = cap === null ? "No cap is set." : `The cap is ${money(cap)}.`;
  if (allowed) return `${chosen}; ${other}. ${limit}`;
  const why =
    price === null
      ? "Without a price it cannot be held, so nothing is started."
      : "That is more than the cap, so nothing is started.";
  return `${chosen}; ${other}. ${limit} ${why}`;
}

/** Unknown is said, never shown as zero; and what is more than zero is not shown as zero either. */
export function money(usd: number | null): string {
  if (usd === null) return "price unknown";
  if (usd > 0 && usd < 0.0001) return "under $0.0001";
  return `$${usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2)}`;
}

const number = (value: number): string => Math.round(value).toLocaleString("en");
