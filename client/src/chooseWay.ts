/** Asks how videos are to be made, and then for what that way still lacks: a key, or the name of a model. */
import * as vscode from "vscode";
import { problem } from "../../protocol/problems.js";
import { editorModels, type NamedModel } from "./editorModels.js";
import { offer, wordsOf } from "./problemMessage.js";
import { keyOwners, type KeyName, type KeyStore } from "./secrets.js";
import { configuredSettings } from "./settings.js";
import { needsOpenaiKey, waysFor, type Way } from "./ways.js";

/** The way the user picks; undefined when none was. */
export async function askWay(keys: KeyStore, title: string, listed: boolean): Promise<Way | undefined> {
  const { settings } = configuredSettings();
  const [gemini, openai, models] = await Promise.all([keys.state("gemini"), keys.state("openai"), editorModels()]);
  const picks = waysFor({
    ...{ keys: { gemini, openai }, settings, listed },
    editorModels: models.map(({ label }) => label),
  });
  const placeHolder = listed ? vscode.l10n.t("How should they be made?") : vscode.l10n.t("How should it be made?");
  return (await vscode.window.showQuickPick(picks, { title, placeHolder, ignoreFocusOut: true }))?.way;
}

/** The way with what it lacked, or the templates if the user would rather have those; undefined when the user gave up. */
export async function withWhatItNeeds(keys: KeyStore, way: Way): Promise<Way | undefined> {
  const { settings } = configuredSettings();
  switch (way.provider) {
    case "gemini":
      return withKey(keys, "gemini", way);
    case "openai": {
      const model = way.model ?? (settings.model.startsWith("openai/") ? undefined : await askOpenaiModel());
      if (model === null) return undefined;
      const named = model === undefined ? way : { ...way, model };
      return needsOpenaiKey(settings.openaiBaseUrl) ? withKey(keys, "openai", named) : named;
    }
    case "editor": {
      if (way.model !== undefined || settings.model.startsWith("editor/")) return way;
      const model = await askEditorModel(await editorModels());
      return model === undefined ? undefined : { ...way, model };
    }
    default:
      return way;
  }
}

/** A missing key becomes a question: give one, or use the templates. */
async function withKey(keys: KeyStore, name: KeyName, way: Way): Promise<Way | undefined> {
  if ((await keys.state(name)) === "set") return way;
  let chosen: Way | undefined;
  await offer("warning", wordsOf(problem("key-missing", vscode.l10n.t("{0} needs one.", keyOwners[name]))), [
    { title: vscode.l10n.t("Set API key"), run: async () => (chosen = (await keys.ask(name)) ? way : undefined) },
    { title: vscode.l10n.t("Use templates"), run: () => (chosen = { provider: "templates" }) },
  ]);
  return chosen;
}

/** The model as `openai/<name>`; null when the user gave none. */
async function askOpenaiModel(): Promise<string | null> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Model of the OpenAI-compatible server"),
    prompt: vscode.l10n.t("Its name at the server. Set manimVideo.model to openai/<name> to be asked no more."),
    placeHolder: "llama3.3",
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || modelName(text) !== null
        ? undefined
        : vscode.l10n.t("A model's name has letters, digits and . _ - : / @"),
  });
  const name = modelName(typed ?? "");
  return name === null ? null : `openai/${name}`;
}

function modelName(text: string): string | null {
  const name = text.trim().replace(/^openai\//, "");
  return /^[A-Za-z0-9][\w./:@-]{0,199}$/.test(name) ? name : null;
}

async function askEditorModel(models: NamedModel[]): Promise<string | undefined> {
  const [only, ...others] = models;
  if (only === undefined || others.length === 0) return only?.model;
  const placeHolder = vscode.l10n.t("Which of the editor's models?");
  return (await vscode.window.showQuickPick(models, { title: vscode.l10n.t("The editor's own model"), placeHolder }))
    ?.model;
}
