/** What makes two requests the same one, so that an answer that was paid for is known again. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../llm/canonicalJson.js";
import type { GenerateRequest } from "../llm/generate.js";
import type { AskedRequest } from "./rows.js";

/**
 * Key of a request in the ledger and at the provider. What the model is told counts; the label, the callbacks and the
 * name of a context cache (which stands for `system` and may be another one after a restart) do not.
 */
export function requestKey(salt: string, provider: string, model: string, request: GenerateRequest): string {
  const content = { ...request, label: undefined, report: undefined, received: undefined, cache: undefined };
  return sha256([salt, provider, model, canonicalJson(content)]);
}

/** Of the requests of one reservation, in their order. */
export function contentHash(entries: readonly { key: string; request: AskedRequest }[]): string {
  return sha256(entries.flatMap(({ key, request }) => [key, canonicalJson(request)]));
}

/** SHA-256 in hex of several texts; none runs into the next. */
export function sha256(parts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest("hex");
}
