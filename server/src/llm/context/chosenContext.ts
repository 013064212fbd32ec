/** What becomes of the user's wish for the context that requests share, beside what the planner advises. */
import type { ContextWish } from "../../../../protocol/job.js";
import { costsOf, planContext, type ContextKind, type SharedContext } from "./planContext.js";

export interface ChosenContext {
  choice: ContextKind;
  why: string;
  /** USD against sending everything each time, below zero where the wish costs more; null where no price is known. */
  saves: number | null;
  /** USD for the shared tokens, as nothing found again would cost; null where no price is known. */
  cost: number | null;
  /** Seconds for which an explicit cache is made. */
  ttl: number;
  advice: { choice: ContextKind; why: string };
}

/** `auto` is the advice. A cache that the provider would refuse is not made, whoever wishes it. */
export function chosenContext(wish: ContextWish, context: SharedContext): ChosenContext {
  const { choice, why, saves, ttl } = planContext(context);
  const advice = { choice, why };
  const costs = context.prices === null ? null : costsOf({ ...context, ttl }, context.prices);
  const costAs = (kind: ContextKind): number | null => costs?.[kind === "explicit" ? kind : "none"] ?? null;
  if (wish === "auto" || wish === choice) return { choice, why, saves, cost: costAs(choice), ttl, advice };
  const hindrance = wish === "explicit" ? whyNoCache(context) : null;
  if (hindrance !== null) {
    const hindered = `An explicit cache cannot be made: ${hindrance}.`;
    return { choice: "none", why: hindered, saves: 0, cost: costAs("none"), ttl, advice };
  }
  const words = costs === null ? "" : ` ${costWords(wish, costs[wish], costs.none)}`;
  return {
    choice: wish,
    why: `${wishWords[wish]}${words}`,
    // Nothing is promised of what a provider may find again.
    saves: costs === null ? null : wish === "explicit" ? costs.none - costs.explicit : 0,
    cost: costAs(wish),
    ttl,
    advice,
  };
}

function whyNoCache({ explicitCaches, tokens, minimumTokens }: SharedContext): string | null {
  if (!explicitCaches) return "the provider has none";
  if (tokens >= minimumTokens) return null;
  return `${tokens.toLocaleString("en-US")} tokens are shared, and it needs ${minimumTokens.toLocaleString("en-US")}`;
}

const wishWords: Record<ContextKind, string> = {
  explicit: "Explicit cache, as chosen.",
  implicit: "Implicit cache, as chosen: what is shared comes first, and the provider may find it again.",
  none: "No cache, as chosen: everything is sent each time.",
};

function costWords(wish: ContextKind, cost: number, none: number): string {
  if (wish === "explicit") return `The shared tokens cost ${usd(cost)} with its storage, against ${usd(none)} without.`;
  return `The shared tokens cost up to ${usd(none)}.`;
}

function usd(value: number): string {
  return `$${value >= 1 ? value.toFixed(2) : value.toPrecision(2)}`;
}
