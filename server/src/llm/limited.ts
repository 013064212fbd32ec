/** A model within the user's limits of length and thinking. */
import type { Settings } from "../../../protocol/settings.js";
import type { Model } from "./model.js";

/** Holds each request to manimVideo.maxOutputTokens and gives it manimVideo.thinkingBudget, where one is set. */
export function limited(model: Model, settings: Pick<Settings, "maxOutputTokens" | "thinkingBudget">): Model {
  const { maxOutputTokens, thinkingBudget } = settings;
  const generate: Model["generate"] = (request, signal) =>
    model.generate(
      {
        ...request,
        maxOutputTokens: Math.min(request.maxOutputTokens, maxOutputTokens),
        ...(thinkingBudget >= 0 && { thinkingBudget }),
      },
      signal,
    );
  return Object.assign(Object.create(model) as Model, { generate });
}
