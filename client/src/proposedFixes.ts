/** Proposed code of scene files, as documents that a diff can show. One proposal for each file; nothing is written here. */
import * as vscode from "vscode";

/** The scheme that the manifest's menus know too. */
export const proposalScheme = "manim-video-proposal";

export interface ProposedFix {
  /** The scene file. */
  target: vscode.Uri;
  /** The proposed text as a virtual document. */
  shown: vscode.Uri;
  text: string;
  summary: string;
  /** The scene file's text that the proposal answers: if it is another one by now, the proposal no longer applies. */
  base: string;
}

export class ProposedFixes implements vscode.Disposable, vscode.TextDocumentContentProvider {
  readonly #fixes = new Map<string, ProposedFix>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(proposalScheme, this);

  /** Keeps a proposal, in place of an earlier one for the same file. */
  add(target: vscode.Uri, base: string, text: string, summary: string): ProposedFix {
    const shown = target.with({ scheme: proposalScheme });
    const fix = { target, shown, text, summary, base };
    this.#fixes.set(shown.toString(), fix);
    this.#changed.fire(shown);
    return fix;
  }

  /** The proposal shown as this document, or the one in the active editor. */
  find(shown?: unknown): ProposedFix | undefined {
    const uri = shown instanceof vscode.Uri ? shown : vscode.window.activeTextEditor?.document.uri;
    return uri && this.#fixes.get(uri.with({ scheme: proposalScheme }).toString());
  }

  /** Whether this proposal still waits for an answer. */
  has(fix: ProposedFix): boolean {
    return this.#fixes.get(fix.shown.toString()) === fix;
  }

  end(fix: ProposedFix): void {
    if (this.has(fix)) this.#fixes.delete(fix.shown.toString());
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#fixes.get(uri.toString())?.text ?? "";
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
