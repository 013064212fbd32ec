/** What every call of the Gemini API shares: the key, a connection for each attempt, and its failure's name. */
import { problem, type Problem } from "../../../../protocol/problems.js";
import { readKey, type KeySource } from "../attempts/apiKey.js";
import { callProvider, type CallLimits, type CallOptions } from "../attempts/call.js";
import type { Observed } from "../attempts/observed.js";
import type { Attempt } from "../attempts/retry.js";
import type { Connection } from "./connection.js";
import type { Connections } from "./connections.js";
import { explainFailure } from "./geminiErrors.js";

/** How Gemini is reached. */
export interface GeminiAccess extends CallLimits {
  key: KeySource;
  /** From {@link geminiBaseUrl}. */
  baseUrl: string;
  connections: Connections;
}

/** What one call is about. */
export interface GeminiCallOptions extends CallOptions {
  /** For messages. */
  model: string;
  cache?: string;
  /** What a 404 means; that the model is unknown when absent. */
  missing?: Problem;
}

const keyMissing = (): Problem => problem("key-missing", "Gemini needs an API key and none is set.");

/** Runs `attempt` with a connection of its own each time. Never rejects; the key occurs in no failure. */
export async function callGemini<T>(
  access: GeminiAccess,
  options: GeminiCallOptions,
  attempt: (connection: Connection) => Promise<T>,
): Promise<Attempt<T>> {
  const asked = await readKey(access.key, "Gemini", keyMissing);
  if (!asked.ok) return asked;
  const { value: key } = asked;
  const { baseUrl, timeout, connections } = access;
  let observed: Observed = {};
  const attemptOn = (connection: Connection): Promise<T> => {
    ({ observed } = connection);
    return attempt(connection);
  };
  return callProvider(
    access,
    options,
    (signal) => connections.use({ key, baseUrl, timeout, signal }, attemptOn),
    (error, ended) => {
      const { model, cache, missing } = options;
      return explainFailure(error, { ...ended, model, cache, missing, key, observed });
    },
  );
}
