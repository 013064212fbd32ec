/** What the panel asks about caches and the extension answers: texts of this editor, and the deletion of one, after it was asked about. */
import * as vscode from "vscode";
import { posix } from "node:path";
import type { CacheCalls, cacheCallsOfServer, CacheTexts } from "../../../protocol/calls/cacheCalls.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Backend } from "../backend.js";
import { asker } from "./asker.js";
import type { EditorCalls } from "./panelCalls.js";
import type { LastSelection } from "./lastSelection.js";

type Own = Pick<EditorCalls, Exclude<keyof CacheCalls, (typeof cacheCallsOfServer)[number]>>;

/** Bytes of one file; the server takes no more. */
const longest = 16 * 1024 * 1024;

export function cacheCalls(backend: () => Promise<Backend>, selection: LastSelection): Own {
  const ask = asker(backend);
  return {
    "caches.texts": async ({ from }) => {
      if (from === "files") return readFiles();
      const selected = selection.read();
      return selected === null || selected.text === "" ? { kind: "nothing" } : { kind: "texts", texts: [selected] };
    },
    "caches.delete": async ({ name, displayName, users }) => {
      const remove = vscode.l10n.t("Delete");
      const message = vscode.l10n.t("Delete the context cache “{0}”?", displayName);
      const used = vscode.l10n.t("Requests that still name it will fail.");
      const free = vscode.l10n.t("It is no longer billed from then on.");
      const detail = users > 0 ? `${used} ${free}` : free;
      if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, remove)) !== remove) return false;
      await ask("guarded.deleteCache", { name });
      return true;
    },
  };
}

async function readFiles(): Promise<CacheTexts> {
  const files = await vscode.window.showOpenDialog({
    canSelectMany: true,
    title: vscode.l10n.t("Files for the context cache"),
    openLabel: vscode.l10n.t("Use"),
  });
  if (files === undefined || files.length === 0) return { kind: "cancelled" };
  return { kind: "texts", texts: await Promise.all(files.map(readText)) };
}

/** Throws ProblemError for a file that is no text, or too long. */
async function readText(uri: vscode.Uri): Promise<{ name: string; text: string }> {
  const name = posix.basename(uri.path);
  const bytes = await vscode.workspace.fs.readFile(uri);
  if (bytes.length > longest)
    throw new ProblemError(
      problem("cache-refused", vscode.l10n.t("{0} is longer than {1} MB.", name, longest / 1024 / 1024)),
    );
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw new ProblemError(problem("cache-refused", vscode.l10n.t("{0} is not a text in UTF-8.", name)));
  }
}
