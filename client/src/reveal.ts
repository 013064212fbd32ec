/** Shows where a file or folder lies. */
import * as vscode from "vscode";

/** In the system's file manager, or in the explorer where the editor is remote. */
export async function reveal(file: vscode.Uri): Promise<void> {
  const command = vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, file);
}
