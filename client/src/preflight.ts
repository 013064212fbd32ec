/** What must hold before scene code may be written or run. */
import * as vscode from "vscode";
import { isAbsolute, join } from "node:path";
import { problem, type Problem } from "../../protocol/problems.js";

/** The folder videos go to, or the problem that keeps them from being made here. */
export function outputFolder(configured: string): { folder: string } | { problem: Problem } {
  const workspace = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  if (!workspace)
    return {
      problem: problem("workspace-missing", vscode.l10n.t("A video's files lie in a folder of the workspace.")),
    };
  const untrusted = trustProblem();
  if (untrusted) return { problem: untrusted };
  const folder = configured.trim() || ".";
  return { folder: isAbsolute(folder) ? folder : join(workspace.uri.fsPath, folder) };
}

/** The problem of a workspace the user has not trusted, or null. */
export function trustProblem(): Problem | null {
  if (vscode.workspace.isTrusted) return null;
  return problem(
    "workspace-untrusted",
    vscode.l10n.t("Scene files are Python programs, and this folder's are not run yet."),
  );
}
