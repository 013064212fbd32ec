/** Puts together the Gemini author from the settings: which model plans, which writes code, and where both are. */
import type { Settings } from "../../../../protocol/settings.js";
import { ModelAuthor } from "../modelAuthor.js";
import type { Installed } from "../prompts/manimRules.js";
import { GeminiModel } from "./geminiModel.js";
import { modelName } from "./models.js";

export interface GeminiAuthorOptions {
  settings: Pick<Settings, "model" | "sceneModel" | "geminiBaseUrl">;
  /** The model a job asked for, over the settings; it then plans and writes code. Empty for the settings' own. */
  model?: string;
  /** Asked before each request; null when no key is set. */
  key: () => Promise<string | null>;
  installed: () => Promise<Installed>;
}

/** Throws a ProblemError `setting-invalid` for a model name or base URL that cannot be used. */
export function geminiAuthor({ settings, model = "", key, installed }: GeminiAuthorOptions): ModelAuthor {
  const baseUrl = settings.geminiBaseUrl;
  const planner = modelName(model || settings.model, "planner");
  // manimVideo.model is for planner and scenes alike, unless scenes have one of their own.
  const coder = modelName(model || settings.sceneModel || settings.model, "scene");
  return new ModelAuthor({
    provider: "gemini",
    planner: new GeminiModel({ model: planner, key, baseUrl }),
    coder: new GeminiModel({ model: coder, key, baseUrl }),
    installed,
  });
}
