/** Set API key and Clear API key: each asks whose key is meant, unless it is told. */
import * as vscode from "vscode";
import { isKeyName, keyNames, keyOwners, keyStateWords, type KeyName } from "./secrets.js";
import type { Services } from "./services.js";

export async function setApiKey(services: Services, given?: unknown): Promise<void> {
  const name = isKeyName(given) ? given : await askName(services, "Set API key", [...keyNames]);
  if (name === undefined || !(await services.keys.ask(name))) return;
  void vscode.window.showInformationMessage(`The ${keyOwners[name]} API key is set.`);
}

export async function clearApiKey(services: Services, given?: unknown): Promise<void> {
  const name = isKeyName(given) ? given : await askName(services, "Clear API key", await services.keys.listed());
  if (name === undefined) return;
  await services.keys.clear(name);
  void vscode.window.showInformationMessage(`The ${keyOwners[name]} API key is cleared.`);
}

async function askName({ keys }: Services, title: string, names: KeyName[]): Promise<KeyName | undefined> {
  if (names.length === 0) {
    void vscode.window.showInformationMessage("No API key is set.");
    return undefined;
  }
  const picks = await Promise.all(
    names.map(async (name) => ({
      name,
      label: `$(key) ${keyOwners[name]}`,
      description: keyStateWords[await keys.state(name)],
      ...(name === "openai" && { detail: "Or a server that speaks its protocol" }),
    })),
  );
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: "Which provider's key?" }))?.name;
}
