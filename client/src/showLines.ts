/** Shows lines of a file beside the panel, without taking the focus from it. */
import * as vscode from "vscode";

/** Selects these lines, from 1: in an editor that shows the file already, else in one beside. `focus` takes the focus there. */
export async function showLines(uri: vscode.Uri, line: number, endLine: number, focus = false): Promise<void> {
  const visible = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const editor =
    visible && !focus
      ? visible
      : await vscode.window.showTextDocument(uri, {
          viewColumn: visible?.viewColumn ?? columnOf(uri) ?? vscode.ViewColumn.Beside,
          preserveFocus: !focus,
          preview: false,
        });
  const { document } = editor;
  const last = document.lineAt(Math.min(endLine, document.lineCount) - 1);
  const first = document.lineAt(Math.min(line, document.lineCount) - 1);
  const start = new vscode.Position(first.lineNumber, first.firstNonWhitespaceCharacterIndex);
  editor.selection = new vscode.Selection(start, last.range.end);
  // From the margin on: a long line would move the whole text aside.
  const lines = new vscode.Range(first.lineNumber, 0, last.lineNumber, 0);
  editor.revealRange(lines, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the file has a tab that is not in front. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const groups = vscode.window.tabGroups.all;
  return groups.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  )?.viewColumn;
}
