/** Answers the job panel's questions: some here, the others by the backend. */
import * as vscode from "vscode";
import {
  isServerCall,
  type CallAnswer,
  type CallValue,
  type EditorCall,
  type ServerCall,
} from "../../../protocol/calls/panelCalls.js";
import type { Answer } from "../../../protocol/server.js";
import { problemOf } from "../problemMessage.js";

/** How the extension answers the calls that it does not pass on. A value comes from a webview: check it before use. */
export type EditorCalls = {
  [Name in EditorCall]: (value: CallValue<Name>, token: vscode.CancellationToken) => Promise<CallAnswer<Name>>;
};

type PassOn = (name: ServerCall, value: unknown, token: vscode.CancellationToken) => Promise<Answer<unknown>>;

export class PanelCalls implements vscode.Disposable {
  readonly #open = new Map<number, vscode.CancellationTokenSource>();

  constructor(
    private readonly own: EditorCalls,
    private readonly passOn: PassOn,
  ) {}

  /** Never rejects: what goes wrong is the answer. */
  async answer(id: number, name: string, value: unknown): Promise<Answer<unknown>> {
    const source = new vscode.CancellationTokenSource();
    this.#open.set(id, source);
    try {
      if (isServerCall(name)) return await this.passOn(name, value, source.token);
      const answerer = Object.hasOwn(this.own, name) ? (this.own as Record<string, Own>)[name] : undefined;
      if (answerer === undefined) throw new Error(`the panel asked ${JSON.stringify(name)}, which nobody answers`);
      return { ok: true, value: await answerer(value, source.token) };
    } catch (error) {
      return { ok: false, problem: problemOf(error) };
    } finally {
      this.#open.delete(id);
      source.dispose();
    }
  }

  end(id: number): void {
    this.#open.get(id)?.cancel();
  }

  dispose(): void {
    for (const source of this.#open.values()) source.cancel();
  }
}

type Own = (value: unknown, token: vscode.CancellationToken) => Promise<unknown>;
