/** What becomes of a task that did not end well: whether it is tried again, and what is said when it is not. */
import { isFinal, type Job } from "../../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { JobEvent } from "../jobs/journal.js";
import { sceneEvents } from "./progress.js";
import type { TaskData, TaskName } from "./tasks.js";

export type Verdict =
  /** Nothing of this is the task's fault, and it may pass: it waits, and does not count as a try. */
  | "later"
  /** Another machine may do better. */
  | "again"
  /** It would be the same everywhere. */
  | "never";

const passing: ReadonlySet<string> = new Set(["storage-unavailable", "storage-corrupt", "queue-unavailable"]);
/** Of this machine, and not of the job. */
const ofMachine: ReadonlySet<string> = new Set([
  ...["disk-full", "disk-read-only", "python-missing", "python-too-old", "manim-missing", "manim-too-old"],
  ...["system-library-missing", "worker-lost", "combine-failed", "internal-error"],
]);

export function verdictOf(error: unknown): Verdict {
  if (!(error instanceof ProblemError)) return "again";
  const { code } = error.problem;
  if (passing.has(code)) return "later";
  return ofMachine.has(code) ? "again" : "never";
}

export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem("internal-error", error instanceof Error ? error.message : String(error));
}

/** A scene that is given up stops no other; without a plan or an end there is no video. */
export function givingUp(name: TaskName, { index }: TaskData, found: Problem, verdict: Verdict) {
  return (job: Job): JobEvent[] => {
    if (isFinal(job.status)) return [];
    if (name !== "scene" || index === undefined || verdict === "never")
      return [
        { type: "problem", problem: found },
        { type: "finished", status: "failed", message: found.message },
      ];
    const scene = job.scenes[index]?.name;
    return [...sceneEvents(job, index, "failed"), { type: "problem", problem: { ...found, scene } }];
  };
}
