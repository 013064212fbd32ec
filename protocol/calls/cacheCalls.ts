/** What the panel asks about context caches at the provider. */
import type { ContextCacheSummary } from "../batch.js";
import type { Call } from "./call.js";

/** Who has sent requests with a cache: batches of a job, of a list of topics, or of the command line. */
export interface CacheUser {
  kind: "job" | "list" | "batch";
  /** The job's, the list's or the batch's. */
  id: string;
  label: string;
  requests: number;
}

export interface KeptCache extends ContextCacheSummary {
  /** Null where the price is not known. */
  usdPerHour: number | null;
  users: CacheUser[];
}

export type CacheList =
  /** `model` is the one that a new cache is for when nothing else is said. */
  | { kind: "listed"; provider: string; model: string; caches: KeptCache[] }
  /** The provider of the settings keeps no caches. */
  | { kind: "none"; provider: string };

export interface CacheText {
  name: string;
  text: string;
}

export type CacheTexts =
  | { kind: "texts"; texts: CacheText[] }
  /** No editor has a text. */
  | { kind: "nothing" }
  | { kind: "cancelled" };

interface CallsOfServer {
  "caches.list": Call<null, CacheList>;
  /** `ttl` in seconds. */
  "caches.create": Call<{ displayName: string; model: string; ttl: number; texts: CacheText[] }, KeptCache>;
  /** It lives `ttl` seconds from now. */
  "caches.extend": Call<{ name: string; ttl: number }, KeptCache>;
}

interface CallsOfEditor {
  /** The selection of the editor last used, or files that the user chooses. */
  "caches.texts": Call<{ from: "selection" | "files" }, CacheTexts>;
  /** Asks first, in the words of what is shown of it; false when it stays. */
  "caches.delete": Call<{ name: string; displayName: string; users: number }, boolean>;
}

export interface CacheCalls extends CallsOfServer, CallsOfEditor {}

/** What the extension asks of the server once the user has agreed; never the webview. */
export interface GuardedCacheCalls {
  "guarded.deleteCache": Call<{ name: string }, null>;
}

export const cacheCallsOfServer = [
  "caches.list",
  "caches.create",
  "caches.extend",
] as const satisfies (keyof CallsOfServer)[];

export const guardedCacheCalls = ["guarded.deleteCache"] as const satisfies (keyof GuardedCacheCalls)[];
