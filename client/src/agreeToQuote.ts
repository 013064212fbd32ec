/** Asks the backend what work will take, and the user whether it may be spent. */
import * as vscode from "vscode";
import type { Quote } from "../../protocol/batch.js";
import type { Mode, Provider } from "../../protocol/settings.js";
import type { Backend, ListTask } from "./backend.js";
import { showProblem } from "./problemMessage.js";
import { quoteQuestion } from "./quoteWords.js";
import { withProgress } from "./withProgress.js";

/** One video that is asked for at once and without a cap is cheap to stop, and is not quoted. */
export function isQuoted({ provider, mode, maxUsd }: { provider: Provider; mode: Mode; maxUsd: number }): boolean {
  return provider !== "templates" && (mode === "batch" || maxUsd > 0);
}

/**
 * The quote that the user agreed to, null where nothing is paid for; undefined when nothing shall be started. What is
 * free is asked about as well when it is `many` videos.
 */
export async function agreeToQuote(
  backend: Backend,
  task: ListTask,
  { what, many = false, remarks = [] }: { what: string; many?: boolean; remarks?: string[] },
): Promise<{ quote: Quote | null } | undefined> {
  const answer = await withProgress(vscode.l10n.t("Reckoning what {0} will take", what), async (_, token) => {
    const quoted = await backend.quote(task, token);
    return token.isCancellationRequested ? undefined : quoted;
  });
  if (answer === undefined) return undefined;
  if (!answer.ok) {
    await showProblem(answer.problem);
    return undefined;
  }
  if (answer.value === null && !many) return { quote: null };
  const { message, detail, button } = quoteQuestion(what, answer.value, remarks);
  if (button === null) {
    const raise = vscode.l10n.t("Open settings");
    if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, raise)) === raise)
      await vscode.commands.executeCommand("workbench.action.openSettings", "manimVideo.maxUsd");
    return undefined;
  }
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, button);
  return chosen === button ? { quote: answer.value } : undefined;
}
