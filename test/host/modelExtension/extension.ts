/** An extension that brings the editor a language model: it answers our prompts as the loopback providers do. */
import * as vscode from "vscode";
import { composePlan, composeRepair, composeScene, readAsked } from "../../fixtures/gemini/composer.js";

const model: vscode.LanguageModelChatInformation = {
  ...{ id: "loop-1", name: "Loop 1", family: "loop", version: "1", maxInputTokens: 100_000, maxOutputTokens: 100_000 },
  capabilities: {},
};

export function activate(context: vscode.ExtensionContext): void {
  const registration = vscode.lm.registerLanguageModelChatProvider("loopback", {
    provideLanguageModelChatInformation: () => [model],
    provideTokenCount: () => Promise.resolve(1),
    provideLanguageModelChatResponse: (_, messages, _options, progress) => {
      for (const text of inTwo(answerTo(messages))) progress.report(new vscode.LanguageModelTextPart(text));
      return Promise.resolve();
    },
  });
  context.subscriptions.push(registration);
}

function answerTo(messages: readonly vscode.LanguageModelChatRequestMessage[]): string {
  const texts = messages.flatMap(({ content }) =>
    content.flatMap((part) => (part instanceof vscode.LanguageModelTextPart ? [part.value] : [])),
  );
  const prompt = texts.join("\n");
  const asked = readAsked(prompt);
  if (asked?.task === "plan") return JSON.stringify(composePlan(asked, 1));
  if (asked?.task === "scene") return composeScene(asked, null);
  if (asked?.task === "repair") return composeRepair(asked, prompt);
  throw new Error("The loopback model was asked something else.");
}

/** As a stream comes. */
function inTwo(text: string): [string, string] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}
