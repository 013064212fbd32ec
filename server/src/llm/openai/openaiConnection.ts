/** One connection of the OpenAI SDK for one attempt, set up so that nothing of it depends on the environment. */
import OpenAI from "openai";
import { observe, type Observed } from "../attempts/observed.js";

export interface OpenAIConnection {
  client: OpenAI;
  observed: Observed;
  signal: AbortSignal;
}

export interface OpenAIConnectionOptions {
  /** Null for a server on this machine that wants none. */
  key: string | null;
  baseUrl: string;
  /** Ends every request of this connection. */
  signal: AbortSignal;
  /** Called immediately before each request goes out. */
  sending?: () => void;
}

/** The SDK's own timeout is longer than any of ours, so that ours is the one that ends a request. */
const sdkTimeout = 24 * 3_600_000;

/** Opens no socket yet. The key lives in the returned object: keep it local and never log it. */
export function connectOpenAI({ key, baseUrl, signal, sending }: OpenAIConnectionOptions): OpenAIConnection {
  const observed: Observed = {};
  const client = new OpenAI({
    // Each of these would otherwise be read from the environment.
    apiKey: key ?? "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    dataResidency: null,
    baseURL: baseUrl,
    logLevel: "off",
    maxRetries: 0,
    timeout: sdkTimeout,
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      if (key === null) headers.delete("authorization");
      signal.throwIfAborted();
      sending?.();
      // A redirect would carry the key to whoever it names.
      const response = await fetch(input, { ...init, headers, redirect: "error", signal });
      observe(response, observed);
      return response;
    },
  });
  return { client, observed, signal };
}
