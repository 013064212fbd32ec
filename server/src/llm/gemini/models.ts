/** Which Gemini models are used when nobody names one, and what they cost. The data is models.json, with its date. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import data from "./models.json" with { type: "json" };

/** USD per million tokens. */
interface Price {
  model: string;
  input: number;
  cached: number;
  output: number;
  /** Last day (UTC) at this price; absent for the price that stays. */
  until?: string;
  /** Tokens of prompt above which another price holds, which this table does not have. */
  largestPrompt?: number;
}

export interface TokenCounts {
  promptTokens: number;
  cachedTokens: number;
  completionTokens: number;
}

const prices: readonly Price[] = data.prices;

/** The model used for each role when no setting names one. */
export const defaultModels: Readonly<typeof data.defaults> = data.defaults;

/** Endings by which the provider names a build of the same model at the same price. */
const buildSuffix = /^-(?:\d{2,}(?:-\d+)*|preview(?:-\d+)*|latest)$/;

/**
 * The name that goes into a request: `gemini/gemini-x`, `models/gemini-x` and `gemini-x` all mean `gemini-x`; empty
 * means the default of the role. Throws `setting-invalid` for another provider's model or a name that cannot be one.
 */
export function modelName(setting: string, role: keyof typeof data.defaults): string {
  const wanted = setting.trim();
  if (wanted === "") return defaultModels[role];
  const name = wanted.replace(/^(?:gemini|google)\//, "").replace(/^models\//, "");
  if (/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name)) return name;
  throw new ProblemError(
    problem(
      "setting-invalid",
      `"${wanted.slice(0, 120)}" is not a Gemini model: write it like gemini/${defaultModels[role]}.`,
    ),
  );
}

/** What a request cost in USD on that day; null when the model's price is not known, never zero for unknown. */
export function costOf(model: string, tokens: TokenCounts, day: Date): number | null {
  const date = day.toISOString().slice(0, 10);
  const price = prices.find((one) => isBuildOf(model, one.model) && (one.until === undefined || date <= one.until));
  if (price === undefined || tokens.promptTokens > (price.largestPrompt ?? Infinity)) return null;
  const fresh = Math.max(0, tokens.promptTokens - tokens.cachedTokens);
  return (fresh * price.input + tokens.cachedTokens * price.cached + tokens.completionTokens * price.output) / 1e6;
}

function isBuildOf(model: string, family: string): boolean {
  return model === family || (model.startsWith(family) && buildSuffix.test(model.slice(family.length)));
}
