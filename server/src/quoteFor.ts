/** Gathers what a quote needs: the models, their prices, what they cost to share, and how long batches took here. */
import type { Quote } from "../../protocol/batch.js";
import type { JobRequest, TopicEntry } from "../../protocol/job.js";
import type { Settings } from "../../protocol/settings.js";
import type { Lane } from "./batch/lane.js";
import { expectedWait } from "./batch/wait.js";
import { planOf } from "./llm/context/cachedContext.js";
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
  models: Models;
  lane: Lane;
  settings: Settings;
  installed(): Promise<Installed>;
}

/** Null where nothing is paid for, and for a video that is asked for at once and without a cap. */
export async function quoteFor(parts: QuoteParts, signal: AbortSignal): Promise<Quote | null> {
  const { topics, asked, models, lane, settings } = parts;
  const provider = await models.providerOf(asked);
  const mode = asked.mode === "batch" ? "batch" : "interactive";
  if (provider === "templates" || (mode === "interactive" && asked.maxUsd === 0 && asked.list === "")) return null;
  const [planner, coder, prices, sceneSystem] = await Promise.all([
    models.make(provider, "planner", asked.model),
    models.make(provider, "scene", asked.model),
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
      context: (tokens, requests) => contextOf({ coder, prices, mode, tokens, requests, settings }),
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
  settings: Settings;
}

function contextOf({ coder, prices, mode, tokens, requests, settings }: Shared): Quote["context"] {
  if (!settings.enableCaching) return { choice: "none", why: "No cache: manimVideo.enableCaching is off." };
  if (mode === "interactive")
    return { choice: "implicit", why: "The provider finds the shared instructions again by itself." };
  const { choice, why } = planOf(coder, prices, tokens, requests);
  return { choice, why };
}
