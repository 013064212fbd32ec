/** The text last selected in an editor: a panel that is asked about it has the focus itself. */
import * as vscode from "vscode";
import { posix } from "node:path";

export class LastSelection implements vscode.Disposable {
  #editor: vscode.TextEditor | undefined = vscode.window.activeTextEditor;
  readonly #subscriptions: vscode.Disposable[];

  constructor() {
    const look = (editor: vscode.TextEditor | undefined) => {
      // The log and other output are editors as well.
      if (editor && editor.document.uri.scheme !== "output") this.#editor = editor;
    };
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => look(textEditor)),
    ];
  }

  /** What is selected, the whole text where nothing is; null where no editor has been used. */
  read(): { name: string; text: string } | null {
    const editor = this.#editor;
    if (editor === undefined) return null;
    const { document, selection } = editor;
    const name = posix.basename(document.uri.path);
    if (selection.isEmpty) return { name, text: document.getText() };
    return { name: `${name}:${selection.start.line + 1}–${selection.end.line + 1}`, text: document.getText(selection) };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
