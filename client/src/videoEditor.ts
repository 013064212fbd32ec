/** The player for finished videos: a custom editor that is offered by "Reopen with", without any script of its own. */
import * as vscode from "vscode";
import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { JobMirror } from "./jobMirror.js";
import { videoPage } from "./videoPage.js";

export const playerType = "manimVideo.player";

/** Commands that the page's links may run. */
const linked = ["manimVideo.revealVideo", "manimVideo.openCode", "manimVideo.openJobPanel"];

export class VideoEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(private readonly jobs: JobMirror) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const { webview } = panel;
    const folder = dirname(uri.fsPath);
    webview.options = { enableCommandUris: linked, localResourceRoots: [vscode.Uri.file(folder)] };
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), posix.basename(uri.path)),
    );
    const show = () => {
      webview.html = this.#page(uri, folder, webview);
    };
    // The time in the address keeps the page from showing the video of an earlier run.
    watcher.onDidChange(show);
    watcher.onDidCreate(show);
    panel.onDidDispose(() => void watcher.dispose());
    show();
  }

  #page(uri: vscode.Uri, folder: string, webview: vscode.Webview): string {
    const address = (path: string): string =>
      webview
        .asWebviewUri(vscode.Uri.file(path))
        .with({ query: `v=${Date.now()}` })
        .toString();
    const beside = (name: string): string | null => {
      const path = join(folder, name);
      return existsSync(path) ? address(path) : null;
    };
    const job = this.jobs.all().find(({ video }) => video === uri.fsPath);
    return videoPage({
      title: job?.title ?? (folder.split(/[\\/]/).at(-1) || "video"),
      video: address(uri.fsPath),
      captions: beside("captions.vtt"),
      poster: beside("thumbnail.png"),
      cspSource: webview.cspSource,
      language: vscode.env.language,
      links: [
        { words: vscode.l10n.t("Reveal in folder"), command: "manimVideo.revealVideo", given: uri.toString() },
        ...(job
          ? [
              { words: vscode.l10n.t("Open code"), command: "manimVideo.openCode", given: job.id },
              { words: vscode.l10n.t("Open job panel"), command: "manimVideo.openJobPanel", given: job.id },
            ]
          : []),
      ],
    });
  }
}
