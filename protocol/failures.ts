/** Which kind of failure a problem is in each stage of a job. */
import type { JobError, Stage } from "./job.js";
import { problemKinds, type FailureKind, type Problem } from "./problems.js";

const kinds: Record<Stage, FailureKind> = {
  initializing: "PlanningError",
  planning: "PlanningError",
  scenario_creation: "PlanningError",
  code_generation: "CodeGenerationError",
  rendering: "RenderingError",
  combining: "CombiningError",
  storage: "StorageError",
  completed: "StorageError",
};

/** The kind of failure that an error in this stage is. */
export const failureIn = (stage: Stage): FailureKind => kinds[stage];

/** The failure that a problem is in this stage. */
export function jobError(stage: Stage, found: Problem): JobError {
  const { code, scene, message, fix } = found;
  const recoverable = problemKinds[code].retryable;
  return { kind: failureIn(stage), stage, scene: scene ?? null, code, message, recoverable, next: fix };
}
