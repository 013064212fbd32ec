/** Explicit context caches of a provider: instructions that are stored there once and named in many requests. */
import type { Problem } from "../../../protocol/problems.js";

export interface ContextCache {
  /** The provider's name, as it goes into {@link GenerateRequest.cache}. */
  name: string;
  /** Ours; unique per installation by convention, not by the provider. */
  displayName: string;
  model: string;
  tokens: number | null;
  /** ISO 8601. */
  createdAt: string;
  expiresAt: string;
}

export type CacheOutcome<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** None of these reject. Times to live are in seconds. */
export interface ContextCaches {
  create(
    cache: { displayName: string; model: string; system: string; ttl: number },
    signal: AbortSignal,
  ): Promise<CacheOutcome<ContextCache>>;
  list(signal: AbortSignal): Promise<CacheOutcome<ContextCache[]>>;
  /** `ok` with null when there is none of this name (it may have expired). */
  show(name: string, signal: AbortSignal): Promise<CacheOutcome<ContextCache | null>>;
  extend(name: string, ttl: number, signal: AbortSignal): Promise<CacheOutcome<ContextCache>>;
  /** `ok` also when it was gone already. */
  delete(name: string, signal: AbortSignal): Promise<CacheOutcome<null>>;
}
