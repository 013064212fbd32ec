/** What is to be said of a model beside its price: that it ends soon, or that another one answered. */
import { problem, type Problem } from "../../../../protocol/problems.js";
import data from "../gemini/models.json" with { type: "json" };
import type { Spent } from "../spent.js";
import { isBuildOf } from "./builds.js";

const noticeDays = 30;
const retirements: Readonly<Record<string, Readonly<Record<string, string>>>> = { gemini: data.retires };

/** `model-retiring` for a model that ends within 30 days of `day`, or has ended; null otherwise. */
export function retiring(provider: string, model: string, day: Date): Problem | null {
  const known = Object.entries(retirements[provider] ?? {}).find(([family]) => isBuildOf(model, family));
  if (known === undefined) return null;
  const [, date] = known;
  const days = (Date.parse(`${date}T00:00:00Z`) - day.getTime()) / 86_400_000;
  if (days > noticeDays) return null;
  const when = days > 0 ? `ends on ${date}` : `has ended on ${date}`;
  return problem("model-retiring", `${model} ${when}; another model then answers in its place, at another price.`);
}

/** `model-swapped` when the model that answered is no build of the one that was asked; null otherwise. */
export function swapped(spent: Pick<Spent, "model" | "modelVersion">): Problem | null {
  const { model, modelVersion } = spent;
  // "latest" is an alias by intention: whichever model it stands for is the one that was asked.
  if (model.endsWith("-latest") || isBuildOf(modelVersion, model) || isBuildOf(model, modelVersion)) return null;
  return problem("model-swapped", `${model} was asked and ${modelVersion} answered; it is billed at its own price.`);
}
