/** Fix with AI: asks for a proposal, shows it as a diff, and changes the file when the user applies it. */
import * as vscode from "vscode";
import { posix } from "node:path";
import { trustProblem } from "./preflight.js";
import { offer, showProblem } from "./problemMessage.js";
import type { ProposedFix } from "./proposedFixes.js";
import { sceneTarget } from "./sceneCommands.js";
import type { Services } from "./services.js";
import { withProgress } from "./withProgress.js";

export async function fixScene(services: Services, ...given: unknown[]): Promise<void> {
  const untrusted = trustProblem();
  if (untrusted) return showProblem(untrusted);
  const target = await sceneTarget(given);
  if (!target) return;
  const { document, scene } = target;
  const base = document.getText();
  const backend = await services.server.ready();
  const name = scene ?? posix.basename(document.uri.path);
  const answer = await withProgress(vscode.l10n.t("Fixing {0} with AI", name), (_, token) =>
    backend.proposeFix(document.uri.toString(), scene, token),
  );
  if (!answer.ok) return showProblem(answer.problem);
  if (answer.value.text === base)
    return offer("information", vscode.l10n.t("{0}: nothing to change. {1}", name, answer.value.summary), []);
  const fix = services.fixes.add(document.uri, base, answer.value.text, answer.value.summary);
  await vscode.commands.executeCommand(
    "vscode.diff",
    document.uri,
    fix.shown,
    vscode.l10n.t("{0}: Fix with AI", posix.basename(document.uri.path)),
  );
  void offer("information", fix.summary || vscode.l10n.t("A fix for {0} is proposed.", name), [
    { title: vscode.l10n.t("Apply"), run: () => settle(services, fix, true) },
    { title: vscode.l10n.t("Discard"), run: () => settle(services, fix, false) },
  ]);
}

export async function applyFix(services: Services, shown?: unknown): Promise<void> {
  const fix = services.fixes.find(shown);
  if (fix) await settle(services, fix, true);
}

export async function discardFix(services: Services, shown?: unknown): Promise<void> {
  const fix = services.fixes.find(shown);
  if (fix) await settle(services, fix, false);
}

/** Ends a proposal once; a second answer, from a notification left open, does nothing. */
async function settle(services: Services, fix: ProposedFix, apply: boolean): Promise<void> {
  if (!services.fixes.has(fix)) return;
  if (apply && !(await written(fix))) return;
  services.fixes.end(fix);
  await closeDiff(fix);
  if (apply) await vscode.window.showTextDocument(fix.target);
}

/** Writes the proposal into the document, saved only if it was saved before; false when the document has changed since. */
async function written(fix: ProposedFix): Promise<boolean> {
  const document = await vscode.workspace.openTextDocument(fix.target);
  const text = document.getText();
  if (text !== fix.base) {
    void offer(
      "warning",
      vscode.l10n.t("{0} has changed since the fix was proposed. Ask for a new one.", posix.basename(fix.target.path)),
      [],
    );
    return false;
  }
  const wasSaved = !document.isDirty;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(fix.target, new vscode.Range(document.positionAt(0), document.positionAt(text.length)), fix.text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  if (wasSaved) await document.save();
  return true;
}

async function closeDiff(fix: ProposedFix): Promise<void> {
  const diffs = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputTextDiff && input.modified.toString() === fix.shown.toString(),
    );
  if (diffs.length > 0) await vscode.window.tabGroups.close(diffs);
}
