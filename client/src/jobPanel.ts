/** The job panel: one webview that is filled from the mirror and turns its buttons into commands. */
import * as vscode from "vscode";
import { randomBytes } from "node:crypto";
import { isFinal, type Job } from "../../protocol/job.js";
import type { HostMessage, PanelJob, PanelMessage } from "../../protocol/panel.js";
import type { JobMirror } from "./jobMirror.js";
import type { LanguageServer } from "./languageServer.js";
import { PanelCalls, type EditorCalls } from "./panel/panelCalls.js";
import { pageLanguage } from "./pageLanguage.js";
import { panelHtml } from "./panelHtml.js";
import { panelMessageFrom } from "./panelMessages.js";

/** The manifest activates the extension for this type, to bring a panel back after a reload of the window. */
export const viewType = "manimVideo.jobs";

export class JobPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  #panel: vscode.WebviewPanel | undefined;
  /** Whether the page has asked for its content since it was last loaded; one that is hidden is loaded anew. */
  #live = false;
  /** The job to select once the page is live. */
  #wanted: string | undefined;
  #roots: string[] = [];
  readonly #calls: PanelCalls;
  readonly #subscriptions: { dispose(): unknown }[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly jobs: JobMirror,
    private readonly server: LanguageServer,
  ) {
    this.#calls = new PanelCalls(ownCalls(), async (name, value, token) =>
      (await server.ready()).panelCall(name, value, token),
    );
    this.#subscriptions = [
      this.#calls,
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      jobs.onDidChange((job) => this.#sendJob(job)),
      jobs.onDidRefill(() => this.#sendAll()),
      server.onDidChangeState((state) => this.#send({ type: "backend", state })),
    ];
  }

  /** Shows the panel, with this job selected if one is named; `aside` leaves the focus where it is. */
  show(selected?: string, aside = false): void {
    this.#wanted = selected ?? this.#wanted;
    if (!this.#panel) {
      const place = { viewColumn: aside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active, preserveFocus: aside };
      this.#adopt(vscode.window.createWebviewPanel(viewType, "Manim Video", place));
      return;
    }
    this.#sendWanted();
    this.#panel.reveal(undefined, aside);
  }

  /** Called by the editor with the panel of an earlier window. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
    this.server.startSoon();
    return Promise.resolve();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#panel?.dispose();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(this.extension, "media", "icon.png");
    const messages = panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = panelMessageFrom(value);
      if (message) void this.#receive(message);
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#live = false;
    });
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.#panel === panel) this.#panel = undefined;
    });
    this.#load(panel);
  }

  #load(panel: vscode.WebviewPanel): void {
    this.#live = false;
    this.#allowRoots(panel.webview);
    panel.webview.html = panelHtml({
      title: "Manim Video jobs",
      element: "manim-video-app",
      script: panel.webview.asWebviewUri(vscode.Uri.joinPath(this.extension, "dist", "panel.js")).toString(),
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      language: pageLanguage(),
    });
  }

  /** Lets the page read the product's own files, the workspace and the folders of jobs; changed only when it must be, since that reloads the page. */
  #allowRoots(webview: vscode.Webview): void {
    const own = ["dist", "media"].map((name) => vscode.Uri.joinPath(this.extension, name));
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const roots = [...own, ...folders, ...this.jobs.all().map(({ folder }) => vscode.Uri.file(folder))];
    const needed = outermost(roots.map((root) => root.toString()));
    if (webview.options.enableScripts && needed.join() === this.#roots.join()) return;
    this.#roots = needed;
    this.#live = false;
    webview.options = { enableScripts: true, localResourceRoots: needed.map((root) => vscode.Uri.parse(root)) };
  }

  async #receive(message: PanelMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#live = true;
        this.#sendWanted();
        this.#send({ type: "backend", state: this.server.state });
        this.#sendAll();
        return;
      case "generate":
        return run("generate");
      case "setKey":
        return run("setApiKey");
      case "cancel":
        return run("cancelJob", message.id);
      case "resume":
        return run("resumeJob", message.id);
      case "cancelList":
        return run("cancelJob", { list: message.list });
      case "resumeList":
        return run("resumeJob", { list: message.list });
      case "call": {
        const answer = await this.#calls.answer(message.id, message.name, message.value);
        this.#send({ type: "answer", id: message.id, answer });
        return;
      }
      case "endCall":
        this.#calls.end(message.id);
        return;
      case "openVideo":
        return run("openVideo", message.id);
      case "openCode":
        return run("openCode", message.id, message.file);
      case "revealFolder": {
        const job = this.jobs.get(message.id);
        if (job) await revealFolder(job);
      }
    }
  }

  #sendWanted(): void {
    if (!this.#live || this.#wanted === undefined) return;
    this.#send({ type: "select", id: this.#wanted });
    this.#wanted = undefined;
  }

  #sendAll(): void {
    const panel = this.#panel;
    if (!panel) return;
    this.#allowRoots(panel.webview);
    this.#send({ type: "jobs", jobs: this.jobs.all().map((job) => this.#withAddresses(job, panel.webview)) });
  }

  #sendJob(job: Job): void {
    const panel = this.#panel;
    if (!panel) return;
    if (isFinal(job.status)) this.#allowRoots(panel.webview);
    this.#send({ type: "job", job: this.#withAddresses(job, panel.webview) });
  }

  /** A job that may still change has no addresses: its files are being replaced. */
  #withAddresses(job: Job, webview: vscode.Webview): PanelJob {
    const address = (path: string | null) => {
      if (path === null || !isFinal(job.status)) return null;
      // The time keeps a page from showing the video of an earlier run.
      return webview
        .asWebviewUri(vscode.Uri.file(path))
        .with({ query: `v=${Date.parse(job.updatedAt)}` })
        .toString();
    };
    return {
      ...job,
      videoUrl: address(job.video),
      captionsUrl: address(job.captions?.replace(/\.srt$/, ".vtt") ?? null),
      thumbnailUrl: address(job.thumbnail),
    };
  }

  #send(message: HostMessage): void {
    void this.#panel?.webview.postMessage(message);
  }
}

/** Addresses of folders without those that lie in another of them. */
export function outermost(folders: string[]): string[] {
  const sorted = [...new Set(folders)].sort();
  return sorted.filter(
    (folder) => !sorted.some((other) => folder !== other && folder.startsWith(`${other.replace(/\/$/, "")}/`)),
  );
}

/** In the system's file manager, or in the explorer where the editor is remote. */
async function revealFolder({ folder }: Job): Promise<void> {
  const command = vscode.env.remoteName === undefined ? "revealFileInOS" : "revealInExplorer";
  await vscode.commands.executeCommand(command, vscode.Uri.file(folder));
}

async function run(command: string, ...given: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`manimVideo.${command}`, ...given);
}

/** What the panel asks and the extension itself answers. */
function ownCalls(): EditorCalls {
  return {};
}
