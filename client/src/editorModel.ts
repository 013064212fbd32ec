/** Answers the backend's questions to the editor's own models through `vscode.lm`. */
import * as vscode from "vscode";
import type { EditorCall, EditorMessage, EditorModelAnswer, EditorModelAsked } from "../../protocol/editorModel.js";
import { problem, type Problem } from "../../protocol/problems.js";
import type { Answer } from "../../protocol/server.js";

const justification = "Manim Video plans videos and writes their scenes with it.";
/** More text than any model gives; a bound, should the stream never end. */
const mostText = 4_000_000;

/** Never rejects: what goes wrong is a problem. The first use of a model asks the user for consent. */
export async function answerFromEditor(
  asked: EditorModelAsked,
  token: vscode.CancellationToken,
): Promise<Answer<EditorModelAnswer>> {
  try {
    const all = await vscode.lm.selectChatModels();
    const model = chosen(all, asked.model);
    if (model === undefined) return { ok: false, problem: unknownModel(asked.model, all) };
    const tools = asked.tools.map((tool) => ({ ...tool }));
    const options = { justification, ...(tools.length > 0 && { tools }) };
    const response = await model.sendRequest(asked.messages.map(toChatMessage), options, token);
    const { text, calls } = await readStream(response.stream);
    // A stream that was cancelled just ends.
    if (token.isCancellationRequested) return { ok: false, problem: cancelled() };
    return { ok: true, value: { text, calls, model: `${model.vendor}/${model.id}` } };
  } catch (error) {
    return { ok: false, problem: token.isCancellationRequested ? cancelled() : explain(error) };
  }
}

function chosen(all: readonly vscode.LanguageModelChat[], wanted: string): vscode.LanguageModelChat | undefined {
  const names = ({ vendor, family, id }: vscode.LanguageModelChat): string[] => [
    `${vendor}/${id}`,
    id,
    `${vendor}/${family}`,
    family,
  ];
  if (wanted === "") return all[0];
  // An exact id comes before a family, of which there may be several.
  for (const place of [0, 1, 2, 3]) {
    const found = all.find((model) => names(model)[place] === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function toChatMessage(message: EditorMessage): vscode.LanguageModelChatMessage {
  switch (message.role) {
    case "user":
      return vscode.LanguageModelChatMessage.User(message.text);
    case "assistant": {
      const text = message.text === "" ? [] : [new vscode.LanguageModelTextPart(message.text)];
      const calls = message.calls.map(({ id, name, input }) => new vscode.LanguageModelToolCallPart(id, name, input));
      return vscode.LanguageModelChatMessage.Assistant([...text, ...calls]);
    }
    case "tools":
      return vscode.LanguageModelChatMessage.User(
        message.results.map(
          ({ id, text }) => new vscode.LanguageModelToolResultPart(id, [new vscode.LanguageModelTextPart(text)]),
        ),
      );
  }
}

async function readStream(stream: AsyncIterable<unknown>): Promise<{ text: string; calls: EditorCall[] }> {
  let text = "";
  const calls: EditorCall[] = [];
  for await (const part of stream) {
    // Other parts, such as thoughts, are no part of the answer.
    if (part instanceof vscode.LanguageModelTextPart) text += part.value;
    if (part instanceof vscode.LanguageModelToolCallPart)
      calls.push({ id: part.callId, name: part.name, input: part.input as Record<string, unknown> });
    if (text.length > mostText) break;
  }
  return { text, calls };
}

function unknownModel(wanted: string, all: readonly vscode.LanguageModelChat[]): Problem {
  if (all.length === 0) {
    return problem("model-unknown", "The editor has no language model.", {
      fix: "Install and sign in to an extension that brings one, such as GitHub Copilot, or use another provider.",
    });
  }
  const names = all.slice(0, 5).map(({ vendor, family }) => `editor/${vendor}/${family}`);
  return problem("model-unknown", `The editor has no model ${wanted}.`, {
    fix: `Choose another in manimVideo.model, for example ${[...new Set(names)].join(", ")}.`,
  });
}

const cancelled = (): Problem => problem("cancelled", "The request to the editor's model was cancelled.");

function explain(error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof vscode.CancellationError) return cancelled();
  if (!(error instanceof vscode.LanguageModelError)) {
    return problem("provider-unavailable", `The editor's model failed: ${why.slice(0, 300)}`);
  }
  switch (error.code) {
    case vscode.LanguageModelError.NoPermissions.name:
      return problem("provider-refused", `The editor does not let Manim Video use this model: ${why}`, {
        fix: "Allow it when the editor asks, or in Manage Language Model Access, then resume the job.",
      });
    case vscode.LanguageModelError.NotFound.name:
      return problem("model-unknown", `The editor's model is not there any more: ${why}`);
    case vscode.LanguageModelError.Blocked.name:
      return problem("rate-limited", `The editor blocks requests to this model for now: ${why}`);
    default:
      return fromModel(error, why);
  }
}

/** `Unknown` hides the model's own error, which for quotas says so in words only. */
function fromModel(error: vscode.LanguageModelError, why: string): Problem {
  const inner = error.cause instanceof Error ? error.cause.message : "";
  const said = `${why} ${inner}`.trim().slice(0, 300);
  if (/\b(?:off[_-]?topic|content filter|responsible ai|filtered)\b/i.test(said))
    return problem("answer-refused", `The editor's model declined: ${said}`);
  if (/\b(?:rate limit|quota|too many requests|429)\b/i.test(said))
    return problem("rate-limited", `The limit of the editor's model is reached: ${said}`);
  return problem("provider-unavailable", `The editor's model failed: ${said}`);
}
