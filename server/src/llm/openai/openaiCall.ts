/** What every call of an OpenAI-compatible server shares: the key, a connection for each attempt, its failure's name. */
import type { Problem } from "../../../../protocol/problems.js";
import { readKey, type KeySource } from "../attempts/apiKey.js";
import { callProvider, type CallLimits, type CallOptions } from "../attempts/call.js";
import { isLoopback, keySafeUrl } from "../attempts/keySafeUrl.js";
import type { Observed } from "../attempts/observed.js";
import type { Attempt } from "../attempts/retry.js";
import { connectOpenAI, type OpenAIConnection } from "./openaiConnection.js";
import { explainOpenAI, openaiKeyMissing } from "./openaiErrors.js";

export const publicOpenAIUrl = "https://api.openai.com/v1";

/** The address to use; empty means OpenAI's own. Throws `setting-invalid` for one that a key must not be sent to. */
export function openaiBaseUrl(setting: string): string {
  if (setting.trim() === "") return publicOpenAIUrl;
  return keySafeUrl(setting, { provider: "OpenAI", setting: "openaiBaseUrl", environment: "OPENAI_BASE_URL" });
}

/** How a server is reached. */
export interface OpenAIAccess extends CallLimits {
  /** A server on this machine may take none. */
  key: KeySource;
  /** From {@link openaiBaseUrl}. */
  baseUrl: string;
}

export interface OpenAICallOptions extends CallOptions {
  /** For messages. */
  model: string;
  missing?: Problem;
  /** Called immediately before each request goes out. */
  sending?: () => void;
}

/** Runs `attempt` with a connection of its own each time. Never rejects; the key occurs in no failure. */
export async function callOpenAI<T>(
  access: OpenAIAccess,
  options: OpenAICallOptions,
  attempt: (connection: OpenAIConnection) => Promise<T>,
): Promise<Attempt<T>> {
  const { baseUrl } = access;
  const asked = await readKey(access.key, "OpenAI", () => keyMissing(baseUrl));
  if (!asked.ok) return asked;
  const key = asked.value === "" ? null : asked.value;
  const { model, missing, sending } = options;
  let observed: Observed = {};
  return callProvider(
    access,
    options,
    (signal) => {
      const connection = connectOpenAI({ key, baseUrl, signal, sending });
      ({ observed } = connection);
      return attempt(connection);
    },
    (error, ended) => explainOpenAI(error, { ...ended, server: serverName(baseUrl), model, missing, key, observed }),
  );
}

/** What users know the server by. */
export function serverName(baseUrl: string): string {
  return baseUrl === publicOpenAIUrl ? "OpenAI" : new URL(baseUrl).host;
}

function keyMissing(baseUrl: string): Problem | null {
  if (isLoopback(baseUrl)) return null;
  return openaiKeyMissing(`${serverName(baseUrl)} needs an API key and none is set.`);
}
