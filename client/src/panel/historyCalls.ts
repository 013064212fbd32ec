/** What the panel asks about jobs and batches that spends, ends or deletes something: the user is asked before. */
import * as vscode from "vscode";
import type { GuardedHistoryCalls, HistoryCalls, historyCallsOfServer } from "../../../protocol/calls/historyCalls.js";
import type { Job, JobRequest } from "../../../protocol/job.js";
import { ProblemError } from "../../../protocol/problems.js";
import { agreeToQuote } from "../agreeToQuote.js";
import type { Backend } from "../backend.js";
import type { JobMirror } from "../jobMirror.js";
import { quoteQuestion } from "../quoteWords.js";
import { configuredSettings } from "../settings.js";
import { withProgress } from "../withProgress.js";
import type { EditorCalls } from "./panelCalls.js";

type Own = Pick<EditorCalls, Exclude<keyof HistoryCalls, (typeof historyCallsOfServer)[number]>>;
type Guarded = keyof GuardedHistoryCalls;

export interface HistoryParts {
  backend: () => Promise<Backend>;
  jobs: JobMirror;
  /** Called with a job that the user has started. */
  started: (job: Job) => void;
}

/** Values come from a webview: the server checks their shapes. */
export function historyCalls({ backend, jobs, started }: HistoryParts): Own {
  const ask = async <Name extends Guarded>(name: Name, value: GuardedHistoryCalls[Name]["value"]) => {
    const answer = await (await backend()).panelCall(name, value);
    if (!answer.ok) throw new ProblemError(answer.problem);
    return answer.value as GuardedHistoryCalls[Name]["answer"];
  };
  return {
    "history.rerun": async ({ id }) => {
      const request = await requestOf(await backend(), id);
      if (!(await isAgreedTo(await backend(), request))) return null;
      const job = await ask("guarded.rerunJob", { id });
      jobs.accept(job);
      started(job);
      return job.id;
    },
    "history.delete": async ({ id }) => {
      const job = await jobOf(await backend(), id);
      const choice = await askDeletion(job);
      if (choice === undefined) return false;
      await ask("guarded.deleteJob", { id: job.id, withFiles: choice === "files" });
      jobs.forget(job.id);
      return true;
    },
    "batches.cancel": async ({ id }) => {
      const cancel = vscode.l10n.t("Cancel batch");
      const detail = vscode.l10n.t(
        "What it has answered until then is kept. The provider may bill what it has begun, and videos that wait for it ask for the rest in another way.",
      );
      if (!(await agreed(vscode.l10n.t("Cancel this batch at the provider?"), detail, cancel))) return false;
      await ask("guarded.cancelBatch", { id });
      return true;
    },
    "batches.rerun": async ({ id, which }) => {
      const given = { id, which };
      const { quote } = await withProgress(vscode.l10n.t("Reckoning what the batch will take"), () =>
        ask("guarded.quoteBatch", given),
      );
      const { message, detail, button } = quoteQuestion(vscode.l10n.t("the batch once more"), quote);
      if (button === null) {
        await vscode.window.showWarningMessage(message, { modal: true, detail });
        return false;
      }
      if ((await vscode.window.showInformationMessage(message, { modal: true, detail }, button)) !== button)
        return false;
      await ask("guarded.rerunBatch", given);
      return true;
    },
    "batches.delete": async ({ id }) => {
      const remove = vscode.l10n.t("Delete batch");
      const detail = vscode.l10n.t("Its record goes here and at the provider. Videos made with its answers stay.");
      if (!(await agreed(vscode.l10n.t("Delete this batch?"), detail, remove))) return false;
      await ask("guarded.deleteBatch", { id });
      return true;
    },
    "batches.json": async ({ id, key }) => {
      const found = await ask("guarded.batchJson", { id, key });
      const content = JSON.stringify(found, null, 2);
      const document = await vscode.workspace.openTextDocument({ language: "json", content });
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Active });
      return null;
    },
  };
}

async function agreed(message: string, detail: string, button: string): Promise<boolean> {
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, button)) === button;
}

async function askDeletion({ title, topic, folder }: Job): Promise<"files" | "history" | undefined> {
  const withFiles = vscode.l10n.t("Delete with its files");
  const only = vscode.l10n.t("Delete from the history");
  const message = vscode.l10n.t("Delete “{0}”?", title || topic);
  const detail = vscode.l10n.t("Its files are in {0}: the video, its code and its storyboard.", folder);
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, only, withFiles);
  return chosen === withFiles ? "files" : chosen === only ? "history" : undefined;
}

async function jobOf(backend: Backend, id: string): Promise<Job> {
  const answer = await backend.panelCall("results.job", { id });
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value as Job;
}

async function requestOf(backend: Backend, id: string): Promise<JobRequest> {
  const answer = await backend.panelCall("history.request", { id });
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value as JobRequest;
}

/** As for a new video: what is asked for at once and without a cap is cheap to stop, and is not quoted. */
async function isAgreedTo(backend: Backend, request: JobRequest): Promise<boolean> {
  const { topic, scenes, language, style, provider, mode, maxUsd } = request;
  const isQuoted =
    provider !== "templates" && (mode === "batch" || maxUsd > 0 || configuredSettings().settings.maxUsd > 0);
  if (!isQuoted) return true;
  const wishes = {
    ...(scenes > 0 && { scenes }),
    ...(language !== "" && { language }),
    ...(style !== "" && { style }),
  };
  const task = { topics: [{ topic, ...wishes }], shared: request };
  return (await agreeToQuote(backend, task, { what: vscode.l10n.t("this video once more") })) !== undefined;
}
