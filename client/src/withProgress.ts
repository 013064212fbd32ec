/** Work that the user waits for and may cancel. */
import * as vscode from "vscode";

/** A cancellable notification for something that the user waits for. */
export function withProgress<T>(
  title: string,
  task: (progress: vscode.Progress<{ message?: string }>, token: vscode.CancellationToken) => Promise<T>,
): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, task);
}
