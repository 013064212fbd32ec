/** Which file holds the list of topics: the one named, the one in the editor, or one that the user chooses. */
import * as vscode from "vscode";
import { posix } from "node:path";

/** Endings of lists, as the backend reads them. */
const listEndings = ["csv", "tsv", "jsonl", "ndjson", "md", "markdown", "txt"];

/** The file, saved if it was being edited; undefined when none was chosen. */
export async function topicFile(given: unknown): Promise<vscode.Uri | undefined> {
  const uri = given instanceof vscode.Uri ? given : typeof given === "string" ? vscode.Uri.file(given) : await ask();
  return uri !== undefined && (await isSaved(uri)) ? uri : undefined;
}

async function ask(): Promise<vscode.Uri | undefined> {
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open === undefined || !isList(open)) return browse();
  const picks = [
    {
      label: `$(file) ${posix.basename(open.path)}`,
      description: vscode.l10n.t("the open editor"),
      choose: () => Promise.resolve(open),
    },
    { label: vscode.l10n.t("$(folder-opened) Choose a file…"), description: "", choose: browse },
  ];
  const title = vscode.l10n.t("Generate from topic list");
  const chosen = await vscode.window.showQuickPick(picks, {
    title,
    placeHolder: vscode.l10n.t("Which list?"),
    ignoreFocusOut: true,
  });
  return chosen?.choose();
}

async function browse(): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Generate from topic list"),
    openLabel: vscode.l10n.t("Use this list"),
    filters: { [vscode.l10n.t("Lists of topics")]: listEndings },
    ...(folder && { defaultUri: folder }),
  });
  return chosen?.[0];
}

/** The backend reads the disk. */
async function isSaved(uri: vscode.Uri): Promise<boolean> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return !open?.isDirty || open.save();
}

function isList({ scheme, path }: vscode.Uri): boolean {
  return scheme === "file" && listEndings.includes(posix.extname(path).slice(1).toLowerCase());
}
