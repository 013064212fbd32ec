/** The name under which a request's answer is kept: equal for requests that ask the same of the same model. */
import { createHash } from "node:crypto";
import { canonicalJson } from "../canonicalJson.js";
import type { Model } from "../model.js";
import type { Prepared } from "./request.js";

/**
 * Covers provider, model and everything that is sent, with the tools' declarations; not the id, the metadata or the
 * timeout. The order in which a schema's fields were written does not count.
 */
export function requestKey(model: Pick<Model, "provider" | "id">, { generate, executeTools }: Prepared): string {
  const { system, prompt, schema, temperature, maxOutputTokens, thinkingBudget, tools, cache } = generate;
  const asked = { system, prompt, schema, temperature, maxOutputTokens, thinkingBudget, tools, cache, executeTools };
  const text = canonicalJson([model.provider, model.id, asked]);
  return createHash("sha256").update(text).digest("hex");
}
