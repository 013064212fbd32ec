/** Names of models: providers add a build or a date to the name of a model, at the same price. */

const suffix = /^-(?:\d{2,}(?:-\d+)*|preview(?:-\d+)*|latest)$/;

/** Whether `model` is `family` or one build of it: gemini-x-001, gpt-y-2026-05-01, but not gemini-x-image. */
export function isBuildOf(model: string, family: string): boolean {
  return model === family || (model.startsWith(family) && suffix.test(model.slice(family.length)));
}
