/** Stages and counts in the words the user reads in notifications and the status bar. */
import * as vscode from "vscode";
import type { Job, Stage } from "../../protocol/job.js";

export const stageWords: Record<Stage, string> = {
  initializing: vscode.l10n.t("Getting ready"),
  planning: vscode.l10n.t("Planning the video"),
  scenario_creation: vscode.l10n.t("Writing the storyboard"),
  code_generation: vscode.l10n.t("Writing and checking scenes"),
  rendering: vscode.l10n.t("Rendering scenes"),
  combining: vscode.l10n.t("Joining scenes"),
  storage: vscode.l10n.t("Saving the video"),
  completed: vscode.l10n.t("Finished"),
};

/** What a job is at. One in a batch waits for hours: what the batch is at is more than its stage. */
export function doing({ mode, message, stage }: Pick<Job, "mode" | "message" | "stage">): string {
  return mode === "batch" && message !== "" ? message : stageWords[stage];
}

export const videos = (count: number): string =>
  count === 1 ? vscode.l10n.t("1 video") : vscode.l10n.t("{0} videos", count);

/** The text with a full stop, unless it ends as a sentence does. */
export function sentence(text: string): string {
  return /[.!?…)]$/.test(text) ? text : `${text}.`;
}
