/** Owns the checks of open documents: one under way for each, the newest text always wins. */
import { fileURLToPath } from "node:url";
import type { Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { problem, ProblemError, type Problem, type ProblemCode } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import type { SceneDesk, Watching } from "../sceneDesk.js";
import { EarlyProblems } from "./earlyProblems.js";
import { looksLikeScenes } from "./sceneClasses.js";
import { sessionOf } from "./session.js";
import { toDiagnostic } from "./toDiagnostic.js";

/** `version` is of the text that the diagnostics are about; absent when they are taken back. */
type Publish = (uri: string, diagnostics: Diagnostic[], version?: number) => void;

interface Checking {
  abort: AbortController;
  /** Null once the check runs. */
  timer: NodeJS.Timeout | null;
  version: number;
}

/** Problems of the machine, which the doctor may have put right since. */
const ofMachine: ReadonlySet<string> = new Set<ProblemCode>([
  "python-missing",
  "python-too-old",
  "manim-missing",
  "manim-too-old",
]);

export class SceneDocuments {
  private readonly checking = new Map<string, Checking>();
  /** Documents that could not be checked for want of a Python with Manim. */
  private readonly unchecked = new Map<string, TextDocument>();

  constructor(
    private readonly parts: { desk: Pick<SceneDesk, "check" | "forget">; log: Log },
    private readonly publish: Publish,
  ) {}

  /**
   * Checks the document after `delay` milliseconds, unless it changes again before. A check of an older text is
   * superseded; one of this text that is under way stands.
   */
  changed(document: TextDocument, delay: number): void {
    const current = this.checking.get(document.uri);
    if (current?.version === document.version && (current.timer === null || delay > 0)) return;
    this.again(document, delay);
  }

  /** Checks the document anew although its text is the same: what it runs on has changed. */
  again(document: TextDocument, delay = 0): void {
    const { uri, version, languageId } = document;
    if (languageId !== "python" || !uri.startsWith("file:")) return;
    this.stop(uri);
    if (!looksLikeScenes(document.getText())) {
      this.publish(uri, []);
      return;
    }
    const checking: Checking = { abort: new AbortController(), timer: null, version };
    this.checking.set(uri, checking);
    const start = (): void => {
      checking.timer = null;
      void this.checkQuietly(document, checking);
    };
    // A timer of 0 waits for a millisecond and more.
    if (delay === 0) start();
    else checking.timer = setTimeout(start, delay);
  }

  /** Checks at once, publishes, and answers the problems. Throws ProblemError when there was no check to its end. */
  async checkNow(document: TextDocument, signal: AbortSignal): Promise<Problem[]> {
    this.stop(document.uri);
    const checking: Checking = { abort: new AbortController(), timer: null, version: document.version };
    this.checking.set(document.uri, checking);
    return this.check(document, checking, signal);
  }

  /** Checks the documents again that there was no Manim for. */
  manimFound(): void {
    for (const document of [...this.unchecked.values()]) this.again(document);
  }

  closed(uri: string): void {
    this.stop(uri);
    this.parts.desk.forget(sessionOf(uri)).catch((error: unknown) => this.logFailure(error));
    this.unchecked.delete(uri);
    this.publish(uri, []);
  }

  dispose(): void {
    for (const uri of [...this.checking.keys()]) this.stop(uri);
  }

  private async checkQuietly(document: TextDocument, checking: Checking): Promise<void> {
    try {
      await this.check(document, checking);
    } catch (error) {
      if (error instanceof ProblemError) return;
      this.logFailure(error);
    }
  }

  private logFailure(error: unknown): void {
    this.parts.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private async check(document: TextDocument, checking: Checking, asked?: AbortSignal): Promise<Problem[]> {
    const { uri, version } = document;
    const signal = AbortSignal.any([checking.abort.signal, ...(asked === undefined ? [] : [asked])]);
    const early = new EarlyProblems((problems) => this.show(uri, problems, version));
    try {
      const problems = await this.problemsOf(document, signal, (found, withFixes) => {
        if (!signal.aborted && document.version === version) early.add(found, withFixes);
      });
      if (signal.aborted || document.version !== version)
        throw new ProblemError(problem("cancelled", "The text changed while it was checked."));
      early.end();
      this.show(uri, problems, version);
      return problems;
    } finally {
      early.end();
      if (this.checking.get(uri) === checking) this.checking.delete(uri);
    }
  }

  private show(uri: string, problems: readonly Problem[], version: number): void {
    this.publish(
      uri,
      problems.map((found) => toDiagnostic(found, uri)),
      version,
    );
  }

  /** What is wrong with the machine is shown in the document as well, but for trust, which the editor shows itself. */
  private async problemsOf(
    document: TextDocument,
    signal: AbortSignal,
    found: NonNullable<Watching["found"]>,
  ): Promise<Problem[]> {
    this.unchecked.delete(document.uri);
    try {
      const code = { source: document.getText(), file: fileURLToPath(document.uri) };
      const watching = { session: sessionOf(document.uri), found };
      return (await this.parts.desk.check(code, signal, undefined, watching)).problems;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const { code } = error.problem;
      if (code === "workspace-untrusted" || code === "cancelled") throw error;
      // One that was closed meanwhile is not to be checked again.
      if (ofMachine.has(code) && !signal.aborted) this.unchecked.set(document.uri, document);
      return [error.problem];
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
