/** One connection of the Gemini SDK for one attempt, set up so that nothing of it depends on the environment. */
import { GoogleGenAI } from "@google/genai";

/** What the SDK's errors leave out about the HTTP answer. */
export interface Observed {
  status?: number;
  retryAfter?: string;
}

export interface ConnectionOptions {
  key: string;
  baseUrl: string;
  /** Milliseconds the server is told it has. The API refuses less than ten seconds, so less is not sent. */
  timeout: number;
}

const leastServerTimeout = 10_000;

/** Opens no socket yet. The key lives in the returned object: keep it local and never log it. */
export function connect(options: ConnectionOptions): { client: GoogleGenAI; observed: Observed } {
  const observed: Observed = {};
  const client = new GoogleGenAI({
    apiKey: options.key,
    // Otherwise GOOGLE_GENAI_USE_VERTEXAI and its siblings would choose another backend, the API's version or its address.
    enterprise: false,
    apiVersion: "v1beta",
    httpOptions: {
      baseUrl: options.baseUrl,
      timeout: Math.max(leastServerTimeout, options.timeout),
      retryOptions: { attempts: 1 },
      fetch: async (input, init) => {
        // A redirect would carry the key to whoever it names.
        const response = await fetch(input, { ...init, redirect: "error" });
        observed.status = response.status;
        observed.retryAfter = response.headers.get("retry-after") ?? undefined;
        return response;
      },
    },
  });
  return { client, observed };
}
