/** Texts that come from elsewhere, such as a problem's title, in the editor's language; `vscode.l10n.t` is for literals. */
import * as vscode from "vscode";

export function translated(text: string): string {
  const { bundle } = vscode.l10n;
  return bundle !== undefined && Object.hasOwn(bundle, text) ? (bundle[text] ?? text) : text;
}
