/** A job as the editor shows it: the journal also records what happens to the process, which is nothing to the user. */
import * as vscode from "vscode";
import { stageEnds, stages, type Job, type Stage } from "../../protocol/job.js";

/** The same job, with a stage that goes back no more than its percentage, and no advice for jobs that go on by themselves. */
export function shownJob(job: Job): Job {
  const message = job.status === "queued" ? waitingWords(job) : job.message;
  return { ...job, stage: shownStage(job), message };
}

/** A queued job that has begun was cut off; the backend resumes it when it starts. */
function waitingWords({ percentage }: Job): string {
  return percentage > 0 ? vscode.l10n.t("Waiting to go on") : vscode.l10n.t("Waiting");
}

/** A resumed job passes through all its stages again, quickly where they are done: it stays at the one it had reached. */
function shownStage({ stage, percentage }: Job): Stage {
  if (percentage >= stageEnds.completed) return stage;
  const unfinished = stages.find((name) => percentage < stageEnds[name]);
  const reached = unfinished === undefined || unfinished === "completed" ? "storage" : unfinished;
  return stages.indexOf(reached) > stages.indexOf(stage) ? reached : stage;
}
