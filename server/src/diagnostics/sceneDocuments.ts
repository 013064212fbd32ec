/** Owns the checks of open documents: one under way for each, the newest text always wins. */
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Engine } from "../engine.js";
import type { Log } from "../log.js";
import { looksLikeScenes } from "./sceneClasses.js";
import { toDiagnostic } from "./toDiagnostic.js";

type Publish = (uri: string, diagnostics: Diagnostic[]) => void;

interface Checking {
  abort: AbortController;
  timer: NodeJS.Timeout | null;
  version: number;
}

export class SceneDocuments {
  private readonly checking = new Map<string, Checking>();

  constructor(
    private readonly parts: { engine: Engine; log: Log },
    private readonly publish: Publish,
  ) {}

  /** Checks the document after `delay` milliseconds, unless it changes again before. A check under way is superseded. */
  changed(document: TextDocument, delay: number): void {
    if (document.languageId !== "python" || !document.uri.startsWith("file:")) return;
    this.stop(document.uri);
    if (!looksLikeScenes(document.getText())) {
      this.publish(document.uri, []);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(() => void this.check(document, abort.signal), delay);
    this.checking.set(document.uri, { abort, timer, version: document.version });
  }

  /** Checks at once, publishes, and answers the problems. */
  async checkNow(document: TextDocument): Promise<Problem[]> {
    this.stop(document.uri);
    const abort = new AbortController();
    this.checking.set(document.uri, { abort, timer: null, version: document.version });
    return this.check(document, abort.signal);
  }

  closed(uri: string): void {
    this.stop(uri);
    this.publish(uri, []);
  }

  dispose(): void {
    for (const uri of [...this.checking.keys()]) this.stop(uri);
  }

  private async check(document: TextDocument, signal: AbortSignal): Promise<Problem[]> {
    const { uri, version } = document;
    const problems = await this.problemsOf(document, signal);
    if (signal.aborted) return problems;
    this.checking.delete(uri);
    if (document.version === version)
      this.publish(
        uri,
        problems.map((problem) => toDiagnostic(problem, uri)),
      );
    return problems;
  }

  private async problemsOf(document: TextDocument, signal: AbortSignal): Promise<Problem[]> {
    try {
      const code = { source: document.getText(), file: fileURLToPath(document.uri) };
      return (await this.parts.engine.check(code, signal)).problems;
    } catch (error) {
      if (error instanceof ProblemError) return error.problem.code === "workspace-untrusted" ? [] : [error.problem];
      this.parts.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
      return [];
    }
  }

  private stop(uri: string): void {
    const current = this.checking.get(uri);
    if (current === undefined) return;
    if (current.timer !== null) clearTimeout(current.timer);
    current.abort.abort();
    this.checking.delete(uri);
  }
}
