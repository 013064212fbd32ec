/** A provider's context caches as people work with them: by names of ours, with what they cost. All throw ProblemError. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { CacheOutcome, ContextCache, ContextCaches } from "../contextCaches.js";
import type { Model } from "../model.js";
import type { Prices } from "../prices/prices.js";

export interface NewCache {
  displayName: string;
  texts: readonly string[];
  /** Seconds. */
  ttl: number;
}

export class KeptCaches {
  private readonly caches: ContextCaches;

  /** Throws `cache-refused` for a provider that has none. */
  constructor(
    private readonly model: Model,
    private readonly prices: Prices,
  ) {
    if (model.caches === undefined)
      throw new ProblemError(problem("cache-refused", `${model.provider} has no context caches.`));
    this.caches = model.caches;
  }

  async list(signal: AbortSignal): Promise<ContextCache[]> {
    return valueOf(await this.caches.list(signal));
  }

  /** Refused while one of this name and model lives: both would be billed, and either could be used. */
  async create({ displayName, texts, ttl }: NewCache, signal: AbortSignal): Promise<ContextCache> {
    if (!isCacheName(displayName))
      throw new ProblemError(
        problem("cache-refused", `A cache's name has up to 120 letters, digits, ".", "-" and "_".`),
      );
    const same = (await this.named(displayName, signal)).find((cache) => cache.model === this.model.id);
    if (same !== undefined)
      throw new ProblemError(
        problem(
          "cache-refused",
          `${displayName} is there until ${same.expiresAt} (${same.name}); extend or delete it.`,
        ),
      );
    const made = { displayName, model: this.model.id, system: texts.join("\n"), ttl };
    return valueOf(await this.caches.create(made, signal));
  }

  /** By our name or the provider's; empty when there is none. */
  async named(name: string, signal: AbortSignal): Promise<ContextCache[]> {
    return (await this.list(signal)).filter((cache) => cache.name === name || cache.displayName === name);
  }

  /** `name` is the provider's; the cache lives `ttl` seconds from now. */
  async extend(name: string, ttl: number, signal: AbortSignal): Promise<ContextCache> {
    return valueOf(await this.caches.extend(name, ttl, signal));
  }

  /** `name` is the provider's. */
  async delete(name: string, signal: AbortSignal): Promise<void> {
    valueOf(await this.caches.delete(name, signal));
  }

  /** USD; null where the price or the size is not known. */
  perHour({ model, tokens }: Pick<ContextCache, "model" | "tokens">): number | null {
    const price = this.prices.context(this.model.provider, model, new Date())?.storagePerMillionTokensPerHour ?? null;
    return price === null || tokens === null ? null : (price * tokens) / 1e6;
  }
}

export const isCacheName = (name: string): boolean => /^[\w.-]{1,120}$/.test(name);

function valueOf<T>(outcome: CacheOutcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new ProblemError(outcome.problem);
}
