/** A quote as the question that is asked before anything is spent. */
import * as vscode from "vscode";
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
    const detail = [
      vscode.l10n.t("Made from the built-in templates, on this computer. Nothing is paid for."),
      ...remarks,
    ];
    return { message: vscode.l10n.t("Make {0}?", what), detail: detail.join("\n\n"), button: vscode.l10n.t("Start") };
  }
  const { price, allowed, wait, context, problems } = quote;
  const detail = [
    requestWords(quote),
    prices(quote),
    vscode.l10n.t("Expected wait: {0}", sentence(wait)),
    vscode.l10n.t("Shared instructions: {0}. {1}", contextWords[context.choice], sentence(context.why)),
    ...problems.map((found) => wordsOf(found)),
    ...remarks,
  ];
  const button =
    price === null ? vscode.l10n.t("Start, at an unknown price") : vscode.l10n.t("Spend about {0}", money(price));
  return { message: vscode.l10n.t("Make {0}?", what), detail: detail.join("\n\n"), button: allowed ? button : null };
}

/** Who is asked how, how often, and with how many tokens. */
function requestWords({ models, mode, requests, tokens }: Quote): string {
  const words = [models.join(", "), number(requests.expected), number(requests.most)] as const;
  const used = [number(tokens.prompt), number(tokens.completion)] as const;
  const asked =
    mode === "batch"
      ? vscode.l10n.t("{0}, in batches: {1} requests (at most {2})", ...words)
      : vscode.l10n.t("{0}, at once: {1} requests (at most {2})", ...words);
  return tokens.counted === "provider"
    ? vscode.l10n.t("{0}, about {1} tokens in (counted by the provider) and {2} out.", asked, ...used)
    : vscode.l10n.t("{0}, about {1} tokens in (estimated) and {2} out.", asked, ...used);
}

const contextWords: Record<Quote["context"]["choice"], string> = {
  explicit: vscode.l10n.t("stored once in the provider's cache"),
  implicit: vscode.l10n.t("sent each time, and found again by the provider"),
  none: vscode.l10n.t("sent with each request"),
};

function prices({ usd, mode, cap, price, allowed }: Quote): string {
  const [chosen, other] =
    mode === "batch"
      ? [vscode.l10n.t("In batches {0}", money(usd.batch)), vscode.l10n.t("at once {0}", money(usd.interactive))]
      : [vscode.l10n.t("At once {0}", money(usd.interactive)), vscode.l10n.t("in batches {0}", money(usd.batch))];
  const limit = cap === null ? vscode.l10n.t("No cap is set.") : vscode.l10n.t("The cap is {0}.", money(cap));
  if (allowed) return `${chosen}; ${other}. ${limit}`;
  const why =
    price === null
      ? vscode.l10n.t("Without a price it cannot be held, so nothing is started.")
      : vscode.l10n.t("That is more than the cap, so nothing is started.");
  return `${chosen}; ${other}. ${limit} ${why}`;
}

/** Unknown is said, never shown as zero; and what is more than zero is not shown as zero either. */
export function money(usd: number | null): string {
  if (usd === null) return vscode.l10n.t("price unknown");
  if (usd > 0 && usd < 0.0001) return vscode.l10n.t("under {0}", "$0.0001");
  return `$${usd < 0.1 ? usd.toFixed(4) : usd.toFixed(2)}`;
}

const number = (value: number): string => Math.round(value).toLocaleString("en");
