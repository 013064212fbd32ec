/** The editor's language for a page of ours. */
import * as vscode from "vscode";
import type { PageLanguage } from "./panelHtml.js";

/** English where there is no translation: its dates and numbers would stand in English sentences. */
export function pageLanguage(): PageLanguage {
  const { bundle } = vscode.l10n;
  return { tag: bundle === undefined ? "en" : vscode.env.language, bundle: bundle ?? {} };
}
