/** Stages, states and figures in the words and forms the panel shows. */
import type { Range } from "../../protocol/completion.js";
import type { Job, JobStatus, SceneState, Stage, Usage } from "../../protocol/job.js";
import { moneyWords } from "./durations.js";
import type { IconName } from "./icons.js";
import { counted, locale, t } from "./l10n.js";

export const stageWords: Record<Stage, string> = {
  initializing: t("Getting ready"),
  planning: t("Planning the video"),
  scenario_creation: t("Writing the storyboard"),
  code_generation: t("Writing and checking scenes"),
  rendering: t("Rendering scenes"),
  combining: t("Joining scenes"),
  storage: t("Saving the video"),
  completed: t("Finished"),
};

export const statusWords: Record<JobStatus, string> = {
  queued: t("Waiting"),
  running: t("Running"),
  completed: t("Finished"),
  completed_with_errors: t("Finished with errors"),
  failed: t("Failed"),
  cancelled: t("Cancelled"),
};

export const statusIcons: Record<JobStatus, IconName> = {
  queued: "clock",
  running: "running",
  completed: "check",
  completed_with_errors: "warning",
  failed: "error",
  cancelled: "stopped",
};

const sceneWords: Record<SceneState, string> = {
  planned: t("Planned"),
  writing: t("Writing code"),
  written: t("Code written"),
  checking: t("Checking"),
  repairing: t("Repairing"),
  checked: t("Checked"),
  rendering: t("Rendering"),
  done: t("Done"),
  failed: t("Failed"),
  cancelled: t("Cancelled"),
};

const sceneIcons: Record<SceneState, IconName> = {
  planned: "planned",
  writing: "running",
  written: "half",
  checking: "running",
  repairing: "running",
  checked: "half",
  rendering: "running",
  done: "check",
  failed: "error",
  cancelled: "stopped",
};

/** Characters of the longest state of a scene. */
export const longestSceneWords = Math.max(...Object.values(sceneWords).map(({ length }) => length));

/** How a scene looks; what it was at when its job stopped does not look as if it went on. */
export function sceneLook(state: SceneState, job: JobStatus): { icon: IconName; words: string } {
  if (job === "running" || sceneIcons[state] !== "running")
    return { icon: sceneIcons[state], words: sceneWords[state] };
  return job === "queued" ? { icon: "clock", words: t("Waiting") } : { icon: "stopped", words: t("Stopped") };
}

/** Percent as whole number, never 100 before the end. */
export function percentOf({ percentage, status }: Pick<Job, "percentage" | "status">): number {
  const whole = Math.floor(Math.min(100, Math.max(0, percentage)));
  return status === "running" || status === "queued" ? Math.min(99, whole) : whole;
}

/** What a running job is at, or how a finished one ended. */
export function stateWords(job: Pick<Job, "status" | "stage">): string {
  return job.status === "running" ? stageWords[job.stage] : statusWords[job.status];
}

export function nameOf(job: Pick<Job, "title" | "topic">): string {
  return job.title || job.topic.trim().split("\n", 1)[0] || t("Untitled");
}

/** Requests, tokens, cost and, where it is known, energy in one line; empty when no model was asked. */
export function usageWords({ requests, tokens, usd, kwh, kgco2e }: Usage): string {
  if (requests === 0) return "";
  const cost = usd === null ? t("cost not known") : moneyWords(usd);
  // The editor's own models tell none.
  const read = tokens.total === 0 ? t("tokens not known") : counted(tokens.total, "{0} token", "{0} tokens");
  const parts = [counted(requests, "{0} request", "{0} requests"), read, cost];
  if (kwh !== null) parts.push(t("{0} kWh", rangeWords(kwh)));
  if (kgco2e !== null) parts.push(t("{0} kg CO₂e", rangeWords(kgco2e)));
  return parts.join(", ");
}

/** Least and most, with two digits that count: the methods behind such figures give no more. */
function rangeWords({ low, high }: Range): string {
  const [least, most] = [low, high].map((value) => value.toLocaleString(locale(), { maximumSignificantDigits: 2 }));
  return least === most ? (least ?? "") : t("{0} to {1}", least ?? "", most ?? "");
}

/** How far a list of videos is. */
export function listWords({ ready, count: all }: { ready: number; count: number }): string {
  return counted(all, "{1} of {0} video ready", "{1} of {0} videos ready", ready);
}

/** Day and time of an ISO date, in the reader's own form. */
export function timeWords(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return "";
  return date.toLocaleString(locale(), { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}
