/** Gathers what a quote needs: the models, their prices, what they cost to share, and how long batches took here. */
import type { Quote } from "../../protocol/batch.js";
import type { ContextWish, JobRequest, TopicEntry } from "../../protocol/job.js";
import type { Settings } from "../../protocol/settings.js";
import type { Lane } from "./batch/lane.js";
import { expectedWait } from "./batch/wait.js";
import { contextOf } from "./llm/context/cachedContext.js";
import type { Model } from "./llm/model.js";
import { retiring } from "./llm/prices/modelNotices.js";
import type { Prices } from "./llm/prices/prices.js";
import { manimSystem, type Installed } from "./llm/prompts/manimRules.js";
import type { Models } from "./models.js";
import { makeQuote } from "./quote.js";

export interface QuoteParts {
  topics: readonly Pick<TopicEntry, "topic" | "scenes">[];
  /** With its mode decided. */
  asked: JobRequest;
  /** Also for what is asked for at once and without a cap. */
  always?: boolean;
  models: Models;
  lane: Lane;
  settings: Settings;
  installed(): Promise<Installed>;
}

/** Null where nothing is paid for, and, unless it is `always` wanted, for one video at once and without a cap. */
export async function quoteFor(parts: QuoteParts, signal: AbortSignal): Promise<Quote | null> {
  const { topics, asked, models, lane, settings } = parts;
  const provider = await models.providerOf(asked);
  const mode = asked.mode === "batch" ? "batch" : "interactive";
  const isCheap = mode === "interactive" && asked.maxUsd === 0 && asked.list === "" && parts.always !== true;
  if (provider === "templates" || isCheap) return null;
  const [planner, coder, prices, sceneSystem] = await Promise.all([
    models.make(provider, "planner", asked.model),
    models.make(provider, "scene", asked.sceneModel || asked.model),
    models.prices(),
    parts.installed().then(manimSystem),
  ]);
  const today = new Date();
  const notices = [planner, coder].flatMap((model) => retiring(model.provider, model.id, today) ?? []);
  const unique = notices.filter((one, index) => notices.findIndex(({ message }) => message === one.message) === index);
  const wait = mode === "batch" ? expectedWait(lane.ledger, coder.provider, coder.id) : "minutes";
  return makeQuote(
    {
      ...{ topics, planner, coder, sceneSystem, mode, wait, problems: unique, maxRepairs: settings.maxRepairs },
      cap: asked.maxUsd === 0 ? null : asked.maxUsd,
      price: (model, batch) => prices.perMillion(model.provider, model.id, today, { batch }),
      context: (tokens, requests) =>
        sharedContext({ coder, prices, mode, tokens, requests, wish: asked.context, settings }),
    },
    signal,
  );
}

interface Shared {
  coder: Model;
  prices: Prices;
  mode: Quote["mode"];
  tokens: number;
  requests: number;
  wish: ContextWish;
  settings: Settings;
}

function sharedContext({ coder, prices, mode, tokens, requests, wish, settings }: Shared): Quote["context"] {
  if (wish === "auto" && !settings.enableCaching)
    return { choice: "none", why: "No cache: manimVideo.enableCaching is off." };
  if (mode === "interactive") return atOnce[wish];
  const { choice, why, advice } = contextOf(coder, prices, { tokens, requests, batch: true, wish });
  return { choice, why, ...(wish !== "auto" && { advice }) };
}

const found = "The provider finds the shared instructions again by itself.";
const atOnce: Record<ContextWish, Quote["context"]> = {
  auto: { choice: "implicit", why: found },
  implicit: { choice: "implicit", why: found },
  explicit: { choice: "implicit", why: `Caches of our own are made for batches only. ${found}` },
  none: { choice: "none", why: "No cache of ours is made; the provider may find what is shared again by itself." },
};
