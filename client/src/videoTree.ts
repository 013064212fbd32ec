/** The side bar's list of finished videos: each opens in the player, and can be dragged to where a file is wanted. */
import * as vscode from "vscode";
import type { Job } from "../../protocol/job.js";
import type { JobMirror } from "./jobMirror.js";
import { playerType } from "./videoEditor.js";

export const videosView = "manimVideo.videos";

/** Milliseconds in which many changes become one. */
const calm = 300;

type Finished = Job & { video: string };

const isFinished = (job: Job): job is Finished =>
  job.video !== null && (job.status === "completed" || job.status === "completed_with_errors");

export class VideoTree
  implements vscode.TreeDataProvider<Finished>, vscode.TreeDragAndDropController<Finished>, vscode.Disposable
{
  readonly dropMimeTypes: string[] = [];
  readonly dragMimeTypes = ["text/uri-list"];
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscriptions: { dispose(): unknown }[];
  #soon: NodeJS.Timeout | undefined;
  #shown = "[]";

  constructor(private readonly jobs: JobMirror) {
    const look = () => this.#look();
    this.#subscriptions = [
      this.#changed,
      vscode.window.createTreeView(videosView, {
        treeDataProvider: this,
        dragAndDropController: this,
        canSelectMany: true,
      }),
      jobs.onDidChange(look),
      jobs.onDidForget(look),
      jobs.onDidRefill(look),
    ];
  }

  getChildren(parent?: Finished): Finished[] {
    return parent ? [] : this.jobs.all().filter(isFinished);
  }

  getTreeItem(job: Finished): vscode.TreeItem {
    const uri = vscode.Uri.file(job.video);
    const name = job.title || job.topic;
    const made = new Date(job.updatedAt).toLocaleString(vscode.env.language, {
      ...{ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" },
    });
    const item = new vscode.TreeItem(name);
    item.id = job.id;
    item.description = made;
    item.resourceUri = uri;
    item.iconPath = new vscode.ThemeIcon("device-camera-video");
    item.contextValue = "manimVideo.video";
    item.tooltip = `${name}\n${made}\n${job.video}`;
    item.accessibilityInformation = { label: `${name}, ${made}` };
    item.command = {
      ...{ title: vscode.l10n.t("Open video"), command: "vscode.openWith" },
      arguments: [uri, playerType],
    };
    return item;
  }

  /** What an editor or the terminal takes as files; for other programs the editor itself gives each row's file. */
  handleDrag(dragged: readonly Finished[], data: vscode.DataTransfer): void {
    const addresses = dragged.map(({ video }) => vscode.Uri.file(video).toString());
    data.set("text/uri-list", new vscode.DataTransferItem(addresses.join("\r\n")));
  }

  dispose(): void {
    clearTimeout(this.#soon);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Jobs change many times a second; the list changes when one ends. */
  #look(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      const shown = JSON.stringify(this.getChildren().map(({ id, updatedAt }) => [id, updatedAt]));
      if (shown === this.#shown) return;
      this.#shown = shown;
      this.#changed.fire();
    }, calm);
  }
}
