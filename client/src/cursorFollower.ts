/** Where the cursor is in the Python files of the editor, told once it rests. */
import * as vscode from "vscode";
import type { LiveFrameTarget } from "../../protocol/liveFrame.js";

/** Milliseconds for which cursor and text have to rest. */
const rest = 80;

/** `follow` is told of a place again when the text there has changed. */
export class CursorFollower implements vscode.Disposable {
  #timer: NodeJS.Timeout | undefined;
  #target: LiveFrameTarget | null = null;
  /** A place that was shown to the user by us and that the view does not move to. */
  #shown: LiveFrameTarget | null = null;
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly follow: (target: LiveFrameTarget) => void) {
    this.#subscriptions = [
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#look(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#look(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === this.#target?.uri) this.#soon(this.#target);
      }),
    ];
  }

  /** The place that is followed: where the cursor is if it is in a Python file, else where it was last. */
  get target(): LiveFrameTarget | null {
    const here = targetOf(vscode.window.activeTextEditor);
    return here && !isSame(here, this.#shown) ? here : (this.#target ?? here);
  }

  /** Takes the place of an earlier window until the cursor moves. */
  restore(target: LiveFrameTarget): void {
    this.#target ??= target;
  }

  /** Tells of the present place at once. */
  now(): void {
    clearTimeout(this.#timer);
    this.#target = this.target;
    if (this.#target) this.follow(this.#target);
  }

  /** Puts the cursor on a line of the followed file; the view stays where it is until the cursor goes on. */
  async reveal(line: number): Promise<void> {
    const { target } = this;
    if (!target) return;
    const open = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === target.uri);
    const document = open?.document ?? (await vscode.workspace.openTextDocument(vscode.Uri.parse(target.uri)));
    const index = Math.min(line, document.lineCount) - 1;
    const { firstNonWhitespaceCharacterIndex: start } = document.lineAt(index);
    this.#target = target;
    this.#shown = { uri: target.uri, line: index + 1 };
    await vscode.window.showTextDocument(document, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(index, start, index, start),
    });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Editors of other languages, and output, leave the view where it is. */
  #look(editor: vscode.TextEditor | undefined): void {
    const target = targetOf(editor);
    if (!target) return;
    if (isSame(target, this.#shown)) return;
    this.#shown = null;
    if (!isSame(target, this.#target)) this.#soon(target);
  }

  #soon(target: LiveFrameTarget): void {
    this.#target = target;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.follow(target), rest);
  }
}

function isSame(one: LiveFrameTarget, other: LiveFrameTarget | null): boolean {
  return one.uri === other?.uri && one.line === other.line;
}

function targetOf(editor: vscode.TextEditor | undefined): LiveFrameTarget | null {
  if (editor?.document.languageId !== "python" || editor.document.uri.scheme !== "file") return null;
  return { uri: editor.document.uri.toString(), line: editor.selection.active.line + 1 };
}
