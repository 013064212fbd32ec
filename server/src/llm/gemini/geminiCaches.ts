/** Gemini's explicit context caches. They are billed by the hour while they live. */
import type { CachedContent } from "@google/genai";
import { problem, type Problem } from "../../../../protocol/problems.js";
import type { Failure } from "../attempts/failure.js";
import type { CacheOutcome, ContextCache, ContextCaches } from "../contextCaches.js";
import type { Connection } from "./connection.js";
import { callGemini, type GeminiAccess } from "./geminiCall.js";
import { systemContent } from "./geminiRequest.js";

/** A bound, should the list never end. */
const mostCaches = 5000;
const cacheName = /^cachedContents\/[\w.-]+$/;
const missing = (name: string): Problem => problem("cache-missing", `Gemini has no context cache ${name}.`);

export class GeminiCaches implements ContextCaches {
  constructor(private readonly access: GeminiAccess) {}

  async create(
    { displayName, model, system, ttl }: Parameters<ContextCaches["create"]>[0],
    signal: AbortSignal,
  ): Promise<CacheOutcome<ContextCache>> {
    // Sent once: a second one of the same name would be billed beside the first.
    const result = await callGemini(this.access, { model, signal, once: true }, async ({ client }) => {
      const config = { displayName, systemInstruction: systemContent(system), ttl: seconds(ttl) };
      return readCache(await client.caches.create({ model, config }));
    });
    return result.ok ? result : { ok: false, problem: refused(result.failure) };
  }

  async list(signal: AbortSignal): Promise<CacheOutcome<ContextCache[]>> {
    return this.call("caches", signal, async ({ client }) => {
      const caches: ContextCache[] = [];
      for await (const cache of await client.caches.list({ config: { pageSize: 100 } })) {
        caches.push(readCache(cache));
        if (caches.length >= mostCaches) break;
      }
      return caches;
    });
  }

  async show(name: string, signal: AbortSignal): Promise<CacheOutcome<ContextCache | null>> {
    return this.call<ContextCache | null>(
      name,
      signal,
      async ({ client }) => readCache(await client.caches.get({ name })),
      null,
    );
  }

  async extend(name: string, ttl: number, signal: AbortSignal): Promise<CacheOutcome<ContextCache>> {
    return this.call(name, signal, async ({ client }) =>
      readCache(await client.caches.update({ name, config: { ttl: seconds(ttl) } })),
    );
  }

  async delete(name: string, signal: AbortSignal): Promise<CacheOutcome<null>> {
    const send = async ({ client }: Connection): Promise<null> => {
      await client.caches.delete({ name });
      return null;
    };
    return this.call(name, signal, send, null);
  }

  /** `otherwise`, where it is given, when there is no such cache. */
  private async call<T>(
    name: string,
    signal: AbortSignal,
    send: (connection: Connection) => Promise<T>,
    otherwise?: T,
  ): Promise<CacheOutcome<T>> {
    const gone = (): CacheOutcome<T> =>
      otherwise === undefined ? { ok: false, problem: missing(name) } : { ok: true, value: otherwise };
    if (name !== "caches" && !cacheName.test(name)) return gone();
    const result = await callGemini(this.access, { model: name, signal, missing: missing(name) }, send);
    if (result.ok) return result;
    const { problem: found } = result.failure;
    return found.code === "cache-missing" ? gone() : { ok: false, problem: found };
  }
}

/** A protobuf duration. */
const seconds = (ttl: number): string => `${Math.max(1, Math.ceil(ttl))}s`;

function readCache(cache: CachedContent): ContextCache {
  const { name, displayName = "", model = "", createTime = "", expireTime = "", usageMetadata } = cache;
  if (name === undefined) throw new SyntaxError("A context cache without a name.");
  return {
    name,
    displayName,
    model: model.replace(/^models\//, ""),
    tokens: usageMetadata?.totalTokenCount ?? null,
    createdAt: createTime,
    expiresAt: expireTime,
  };
}

/** The API refuses texts below a least length, and models that have no caches. */
function refused({ problem: found }: Failure): Problem {
  return found.code === "provider-refused" ? problem("cache-refused", found.message) : found;
}
