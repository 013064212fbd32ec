/** Problems as notifications, in the same words as everywhere else, with the action that goes on from them. */
import * as vscode from "vscode";
import { problem, ProblemError, problemKinds, type Problem, type ProblemCode } from "../../protocol/problems.js";
import { translated } from "./translated.js";
import { sentence } from "./words.js";

/** A button of a notification. */
export interface Action {
  title: string;
  run: () => unknown;
}

const command = (title: string, id: string): Action => ({ title, run: () => vscode.commands.executeCommand(id) });

const doctor = command(vscode.l10n.t("Doctor"), "manimVideo.doctor");
const setKey = command(vscode.l10n.t("Set API key"), "manimVideo.setApiKey");
const showLog = command(vscode.l10n.t("Show log"), "manimVideo.showLog");

const actionOf: Partial<Record<ProblemCode, Action>> = {
  "workspace-untrusted": command(vscode.l10n.t("Manage trust"), "workbench.trust.manage"),
  "workspace-missing": command(vscode.l10n.t("Open folder"), "workbench.action.files.openFolder"),
  "key-missing": setKey,
  "key-rejected": setKey,
  "python-missing": doctor,
  "python-too-old": doctor,
  "manim-missing": doctor,
  "manim-too-old": doctor,
  "typst-missing": doctor,
  "system-library-missing": doctor,
  "setting-invalid": {
    title: vscode.l10n.t("Open settings"),
    run: () => vscode.commands.executeCommand("workbench.action.openSettings", "manimVideo"),
  },
  "worker-lost": showLog,
  "combine-failed": showLog,
  "internal-error": showLog,
};

/** The problem in one paragraph: what it is, what happened, what to do. */
export function wordsOf({ code, message, fix }: Problem): string {
  const sentences = [translated(problemKinds[code].title), message, translated(fix)]
    .map((text) => text.trim())
    .filter((text) => text !== "");
  return sentences.map(sentence).join(" ");
}

/** Shows the problem and runs what the user chooses; returns when the message is gone. */
export async function showProblem(shown: Problem, more: Action[] = []): Promise<void> {
  const own = actionOf[shown.code];
  await offer(shown.severity, wordsOf(shown), own ? [...more, own] : more);
}

/** Shows a message with buttons and runs the chosen one. */
export async function offer(severity: Problem["severity"], text: string, actions: Action[]): Promise<void> {
  const show = {
    error: vscode.window.showErrorMessage,
    warning: vscode.window.showWarningMessage,
    information: vscode.window.showInformationMessage,
  }[severity];
  const chosen = await show(text, ...actions.map(({ title }) => title));
  await actions.find(({ title }) => title === chosen)?.run();
}

/** The problem that an error bears, or that of an error which nobody expected. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problem("internal-error", error instanceof Error ? error.message : String(error));
}
