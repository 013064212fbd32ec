/** Which Gemini models are used when nobody names one. The data is models.json, with its date; prices/ reads the rest of it. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import data from "./models.json" with { type: "json" };

/** The model used for each role when no setting names one. */
export const defaultModels: Readonly<typeof data.defaults> = data.defaults;

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
