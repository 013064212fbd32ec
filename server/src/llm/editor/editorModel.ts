/** The editor's own model (Copilot and others), reached through the client. It tells no tokens, so nothing has a price. */
import type { EditorMessage, EditorModelAnswer, EditorModelAsked } from "../../../../protocol/editorModel.js";
import { problem, ProblemError, type ProblemCode } from "../../../../protocol/problems.js";
import type { Answer } from "../../../../protocol/server.js";
import { callProvider, toldWaiting, type Ended } from "../attempts/call.js";
import { untilAborted } from "../../untilAborted.js";
import { duration } from "../attempts/errorText.js";
import { attempts, failed, failedOutcome, type Failure } from "../attempts/failure.js";
import { defaultRetryLimits, type RetryLimits } from "../attempts/retry.js";
import type { GenerateOutcome, GenerateRequest, Turn } from "../generate.js";
import { withoutFence } from "../jsonText.js";
import type { Model } from "../model.js";
import type { Spent } from "../spent.js";

/** Asks the client. Rejects when the connection to it is gone; ends the client's work when the signal is aborted. */
export type AskEditor = (asked: EditorModelAsked, signal: AbortSignal) => Promise<Answer<EditorModelAnswer>>;

export interface EditorModelOptions {
  /** From {@link editorModelName}; empty for the first model that the editor has. */
  model: string;
  ask: AskEditor;
  /** Milliseconds one attempt may take; the user may be asked for consent in it. */
  timeout?: number;
  retry?: RetryLimits;
}

const defaultTimeout = 300_000;
const transient: readonly ProblemCode[] = ["provider-unavailable", "rate-limited"];

/** `editor/copilot/gpt-x` means `copilot/gpt-x`. Throws `setting-invalid` for what cannot be a name. */
export function editorModelName(setting: string): string {
  const name = setting.trim().replace(/^editor(?:\/|$)/, "");
  if (/^[\w./:@ -]{0,200}$/.test(name)) return name;
  const message = `"${name.slice(0, 120)}" is not a model of the editor: write it like editor/copilot/<family>.`;
  throw new ProblemError(problem("setting-invalid", message));
}

export class EditorModel implements Model {
  readonly id: string;
  readonly provider = "editor";

  constructor(private readonly options: EditorModelOptions) {
    this.id = options.model === "" ? "default" : options.model;
  }

  async generate(request: GenerateRequest, signal: AbortSignal): Promise<GenerateOutcome> {
    const { retry = defaultRetryLimits, timeout = defaultTimeout } = this.options;
    const options = { signal, waiting: toldWaiting(request) };
    const result = await callProvider({ timeout, retry }, options, (ends) => this.attempt(request, ends), explain);
    return result.ok ? result.value : failedOutcome(result.failure.problem);
  }

  private async attempt(request: GenerateRequest, ends: AbortSignal): Promise<GenerateOutcome> {
    const { model, ask } = this.options;
    ends.throwIfAborted();
    const asked = { model, messages: messagesOf(request), tools: toolsOf(request) };
    const answer = await untilAborted(ask(asked, ends), ends);
    // The end of our time reaches the client as a cancellation, and comes back as one.
    ends.throwIfAborted();
    if (!answer.ok) throw new ProblemError(answer.problem);
    return this.outcome(answer.value, request);
  }

  private outcome({ text, calls, model }: EditorModelAnswer, request: GenerateRequest): GenerateOutcome {
    const counts = { promptTokens: 0, completionTokens: 0, cachedTokens: 0, usd: null };
    const spent: Spent = { model: this.id, modelVersion: model, ...counts };
    if (calls.length > 0 && (request.tools ?? []).length > 0) {
      const named = calls.map(({ id, name, input }) => ({ id, name, arguments: input }));
      return { kind: "calls", turn: { role: "model", text, calls: named, raw: null }, spent };
    }
    const answer = request.schema === undefined ? text : withoutFence(text);
    if (answer.trim() === "") return { kind: "empty", reason: "The editor's model gave no text.", spent };
    return { kind: "answer", text: answer, spent };
  }
}

/** The editor's models know neither a system text nor a schema of answers: both are said in words. */
function messagesOf({ system, prompt, schema, turns = [] }: GenerateRequest): EditorMessage[] {
  const shape =
    schema === undefined
      ? ""
      : `\n\nAnswer with one JSON value and nothing else. It follows this JSON schema:\n${JSON.stringify(schema)}`;
  // The prompt's last lines stay last, since they tell requests apart.
  const instructions = `${system}${shape}`.trim();
  const first: EditorMessage[] = instructions === "" ? [] : [{ role: "user", text: instructions }];
  return [...first, { role: "user", text: prompt }, ...turns.map(messageOf)];
}

function messageOf(turn: Turn): EditorMessage {
  if (turn.role === "model") {
    const calls = turn.calls.map(({ id, name, arguments: input }) => ({ id, name, input }));
    return { role: "assistant", text: turn.text, calls };
  }
  const results = turn.results.map(({ id, result, isError }) => ({ id, text: isError ? `Error: ${result}` : result }));
  return { role: "tools", results };
}

function toolsOf({ tools = [] }: GenerateRequest): EditorModelAsked["tools"] {
  return tools.map(({ name, description, parameters }) => ({ name, description, inputSchema: parameters }));
}

const timesFor = (code: ProblemCode): number => (transient.includes(code) ? attempts.transient : attempts.never);

function explain(error: unknown, { cancelled, timedOut, timeout }: Ended): Failure {
  if (cancelled) return failed("cancelled", "The request to the editor's model was cancelled.", attempts.never);
  if (timedOut) {
    const message = `The editor's model did not answer within ${duration(timeout)}.`;
    return failed("provider-timeout", message, attempts.timeout);
  }
  if (error instanceof ProblemError) return { problem: error.problem, attempts: timesFor(error.problem.code) };
  const why = error instanceof Error ? error.message : String(error);
  const message = `The editor could not be asked for its model: ${why.slice(0, 300)}`;
  return failed("provider-unavailable", message, attempts.never);
}
