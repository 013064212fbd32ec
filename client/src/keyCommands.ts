/** Set API key and Clear API key: each asks whose key is meant, unless it is told. */
import * as vscode from "vscode";
import { isKeyName, keyNames, keyOwners, keyStateWords, type KeyName } from "./secrets.js";
import type { Services } from "./services.js";

export async function setApiKey(services: Services, given?: unknown): Promise<void> {
  const name = isKeyName(given) ? given : await askName(services, vscode.l10n.t("Set API key"), [...keyNames]);
  if (name === undefined || !(await services.keys.ask(name))) return;
  void vscode.window.showInformationMessage(vscode.l10n.t("The {0} API key is set.", keyOwners[name]));
}

export async function clearApiKey(services: Services, given?: unknown): Promise<void> {
  const name = isKeyName(given)
    ? given
    : await askName(services, vscode.l10n.t("Clear API key"), await services.keys.listed());
  if (name === undefined) return;
  await services.keys.clear(name);
  void vscode.window.showInformationMessage(vscode.l10n.t("The {0} API key is cleared.", keyOwners[name]));
}

async function askName({ keys }: Services, title: string, names: KeyName[]): Promise<KeyName | undefined> {
  if (names.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No API key is set."));
    return undefined;
  }
  const picks = await Promise.all(
    names.map(async (name) => ({
      name,
      label: `$(key) ${keyOwners[name]}`,
      description: keyStateWords[await keys.state(name)],
      ...(name === "openai" && { detail: vscode.l10n.t("Or a server that speaks its protocol") }),
    })),
  );
  return (await vscode.window.showQuickPick(picks, { title, placeHolder: vscode.l10n.t("Which provider's key?") }))
    ?.name;
}
