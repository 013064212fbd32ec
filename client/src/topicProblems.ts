/** Lines of topic lists that cannot be used, as diagnostics on the file: they are looked at again when it is saved. */
import * as vscode from "vscode";
import { problemKinds, type Problem } from "../../protocol/problems.js";

const severities: Record<Problem["severity"], vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

export class TopicProblems implements vscode.Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection("manimVideo.topics");
  readonly #subscriptions: vscode.Disposable[];

  /** `read` gives the present problems of a list, or null when they are not known. Never rejects. */
  constructor(read: (uri: vscode.Uri) => Promise<Problem[] | null>) {
    const again = async ({ uri }: vscode.TextDocument) => {
      const problems = this.#shown.has(uri) ? await read(uri) : null;
      if (problems !== null) this.show(uri, problems);
    };
    this.#subscriptions = [
      vscode.workspace.onDidSaveTextDocument((document) => void again(document)),
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#shown.delete(uri))),
    ];
  }

  /** Replaces what was shown for the file. */
  show(uri: vscode.Uri, problems: Problem[]): void {
    if (problems.length === 0) this.#shown.delete(uri);
    else this.#shown.set(uri, problems.map(diagnosticOf));
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#shown.dispose();
  }
}

/** A problem without a line stands at the file's beginning. */
function diagnosticOf({ code, severity, message, line = 1, fix }: Problem): vscode.Diagnostic {
  const longestLine = 10_000;
  const range = new vscode.Range(line - 1, 0, line - 1, longestLine);
  const diagnostic = new vscode.Diagnostic(
    range,
    `${problemKinds[code].title}: ${message} ${fix}`,
    severities[severity],
  );
  diagnostic.source = "Manim Video";
  diagnostic.code = code;
  return diagnostic;
}
