/** What the panel has as JSON, in an editor. */
import * as vscode from "vscode";

/** Beside the panel, unless another place is named. */
export async function showJson(content: string, viewColumn = vscode.ViewColumn.Beside): Promise<null> {
  const document = await vscode.workspace.openTextDocument({ language: "json", content });
  await vscode.window.showTextDocument(document, { viewColumn, preview: true });
  return null;
}
