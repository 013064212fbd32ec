/** The lenses above scenes in the editor's language: the server names them in English. */
import * as vscode from "vscode";

const words: Readonly<Record<string, string>> = {
  "manimVideo.checkScene": vscode.l10n.t("Check"),
  "manimVideo.previewScene": vscode.l10n.t("Preview"),
  "manimVideo.renderScene": vscode.l10n.t("Render"),
  "manimVideo.fixScene": vscode.l10n.t("Fix"),
};

/** The same lenses, each with the words of its command. */
export function inOwnWords<T extends vscode.CodeLens[]>(lenses: T | null | undefined): T | null | undefined {
  for (const { command } of lenses ?? []) if (command) command.title = words[command.command] ?? command.title;
  return lenses;
}
