/** One connection to Gemini for one attempt, set up so that nothing of it depends on the environment. */
import { ApiError, GoogleGenAI } from "@google/genai";
import { observe, type Observed } from "../attempts/observed.js";

export interface ConnectionOptions {
  key: string;
  baseUrl: string;
  /** Milliseconds the server is told it has. The API refuses less than ten seconds, so less is not sent. */
  timeout: number;
  /** Ends every request of this connection. The SDK is given no signal: its uploads know none, and others it leaks into. */
  signal: AbortSignal;
}

/** A request of our own, for what the SDK does not do safely. */
export interface RestRequest {
  method: "GET" | "POST";
  /** Begins with a slash; comes after the base URL. */
  path: string;
  /** JSON, written out already. */
  body?: string;
  /** Called immediately before the request goes out. */
  sending?: () => void;
}

export interface Connection {
  client: GoogleGenAI;
  observed: Observed;
  /** Sent exactly once. Rejects as the SDK does: ApiError, TypeError, SyntaxError; reads the whole answer. */
  rest(request: RestRequest): Promise<unknown>;
  /** The same, for an answer that is read bit by bit. */
  open(request: RestRequest): Promise<Response>;
  /** Makes it ready for another call, which this signal ends; false for one that wants another connection. */
  renew(options: ConnectionOptions): boolean;
}

export const apiVersion = "v1beta";
const leastServerTimeout = 10_000;

/** Opens no socket yet. The key lives in the returned object: `connections.ts` decides how long, and nothing logs it. */
export function connect({ key, baseUrl, timeout, ...first }: ConnectionOptions): Connection {
  const observed: Observed = {};
  let { signal } = first;
  const seconds = String(Math.ceil(Math.max(leastServerTimeout, timeout) / 1000));
  const send = async (input: string | URL | Request, init: RequestInit): Promise<Response> => {
    // A redirect would carry the key to whoever it names.
    const response = await fetch(input, { ...init, redirect: "error", signal });
    observe(response, observed);
    return response;
  };
  const client = new GoogleGenAI({
    apiKey: key,
    // Otherwise GOOGLE_GENAI_USE_VERTEXAI and its siblings would choose another backend, the API's version or its address.
    enterprise: false,
    apiVersion,
    httpOptions: {
      baseUrl,
      // The SDK's own timeout would keep a timer, and all it holds, after the answer has come.
      headers: { "x-server-timeout": seconds },
      // No retryOptions: without them the SDK sends once and never again; with one attempt it still goes through p-retry.
      fetch: (input, init) => send(input, init ?? {}),
    },
  });
  const open = async ({ method, path, body, sending }: RestRequest): Promise<Response> => {
    const headers = { "x-goog-api-key": key, "x-server-timeout": seconds, "content-type": "application/json" };
    signal.throwIfAborted();
    sending?.();
    const response = await send(`${baseUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
    if (!response.ok) throw new ApiError({ status: response.status, message: await response.text() });
    return response;
  };
  const renew = (next: ConnectionOptions): boolean => {
    if (next.key !== key || next.baseUrl !== baseUrl || next.timeout !== timeout) return false;
    ({ signal } = next);
    observed.status = undefined;
    observed.retryAfter = undefined;
    return true;
  };
  return { client, observed, open, renew, rest: async (request) => (await open(request)).json() as Promise<unknown> };
}
