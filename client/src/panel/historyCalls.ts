/** What the panel asks about jobs and batches that spends, ends or deletes something: the user is asked before. */
import * as vscode from "vscode";
import type { HistoryCalls, historyCallsOfServer } from "../../../protocol/calls/historyCalls.js";
import type { Job, JobRequest } from "../../../protocol/job.js";
import { agreeToQuote, isQuoted } from "../agreeToQuote.js";
import type { Backend } from "../backend.js";
import type { JobMirror } from "../jobMirror.js";
import { quoteQuestion } from "../quoteWords.js";
import { configuredSettings } from "../settings.js";
import { withProgress } from "../withProgress.js";
import { asker } from "./asker.js";
import type { EditorCalls } from "./panelCalls.js";
import { showJson } from "./showJson.js";

type Own = Pick<EditorCalls, Exclude<keyof HistoryCalls, (typeof historyCallsOfServer)[number]>>;

export interface HistoryParts {
  backend: () => Promise<Backend>;
  jobs: JobMirror;
  /** Called with a job that the user has started. */
  started: (job: Job) => void;
}

/** Values come from a webview: the server checks their shapes. */
export function historyCalls({ backend, jobs, started }: HistoryParts): Own {
  const ask = asker(backend);
  return {
    "history.rerun": async ({ id }) => {
      const request = await ask("history.request", { id });
      if (!(await isAgreedTo(await backend(), request))) return null;
      const job = await ask("guarded.rerunJob", { id });
      jobs.accept(job);
      started(job);
      return job.id;
    },
    "history.delete": async ({ id }) => {
      const job = await ask("results.job", { id });
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
      return showJson(JSON.stringify(found, null, 2), vscode.ViewColumn.Active);
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

async function isAgreedTo(backend: Backend, request: JobRequest): Promise<boolean> {
  const { topic, scenes, provider, mode } = request;
  const maxUsd = Math.max(request.maxUsd, configuredSettings().settings.maxUsd);
  if (!isQuoted({ provider, mode, maxUsd })) return true;
  const task = { topics: [{ topic, ...(scenes > 0 && { scenes }) }], shared: request };
  return (await agreeToQuote(backend, task, { what: vscode.l10n.t("this video once more") })) !== undefined;
}
