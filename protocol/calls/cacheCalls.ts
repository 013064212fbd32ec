/** What the panel asks about context caches at the provider. */
import type { ContextCacheSummary } from "../batch.js";
import type { Call } from "./call.js";

export interface CacheCalls {
  "caches.list": Call<null, ContextCacheSummary[]>;
}

export const cacheCallsOfServer = ["caches.list"] as const satisfies (keyof CacheCalls)[];
