/** Asks whether scenes may import a module that they have no need of, and writes the answer into the user's settings. */
import * as vscode from "vscode";
import { modulePattern } from "../../protocol/problems.js";
import { section } from "./settings.js";

/** Nothing is allowed without the user's word, whoever runs the command. */
export async function allowImport(_: unknown, given?: unknown): Promise<void> {
  if (typeof given !== "string" || given.length > 200 || !modulePattern.test(given)) return;
  const configuration = vscode.workspace.getConfiguration(section);
  // Of the user alone: what a workspace says does not count here (the setting's scope is the machine).
  const allowed = configuration.inspect<string[]>("allowedImports")?.globalValue ?? [];
  if (allowed.includes(given)) return;
  const yes = vscode.l10n.t("Allow");
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t("Allow the scenes of all folders to import {0}?", given),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Scenes are programs, and a model or somebody else may have written them. They still run in the sandbox, where there is one. You can take this back in the setting manimVideo.allowedImports.",
      ),
    },
    yes,
  );
  if (answer !== yes) return;
  await configuration.update("allowedImports", [...allowed, given], vscode.ConfigurationTarget.Global);
}
