/** The job panel: one webview that is filled from the mirror and turns its buttons into commands. */
import * as vscode from "vscode";
import { randomBytes } from "node:crypto";
import { isFinal, type Job } from "../../protocol/job.js";
import type { HostMessage, PanelJob, PanelMessage } from "../../protocol/panel.js";
import { heldJob } from "./heldJob.js";
import type { JobMirror } from "./jobMirror.js";
import type { LanguageServer } from "./languageServer.js";
import { attemptTexts } from "./panel/attemptTexts.js";
import { cacheCalls } from "./panel/cacheCalls.js";
import { historyCalls } from "./panel/historyCalls.js";
import { LastSelection } from "./panel/lastSelection.js";
import { machineCalls } from "./panel/machineCalls.js";
import { newJobCalls, type StartedTogether } from "./panel/newJobCalls.js";
import { PanelCalls, type EditorCalls } from "./panel/panelCalls.js";
import { resultCalls } from "./panel/resultCalls.js";
import { pageLanguage } from "./pageLanguage.js";
import { panelHtml } from "./panelHtml.js";
import { panelMessageFrom } from "./panelMessages.js";
import { Playhead } from "./playhead.js";
import { reveal } from "./reveal.js";
import type { KeyStore } from "./secrets.js";

/** The manifest activates the extension for this type, to bring a panel back after a reload of the window. */
export const viewType = "manimVideo.jobs";

export class JobPanel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  #panel: vscode.WebviewPanel | undefined;
  /** Whether the page has asked for its content since it was last loaded; one that is hidden is loaded anew. */
  #live = false;
  /** The job to select once the page is live. */
  #wanted: { id: string; aside?: true } | undefined;
  /** Only added to: a page that may read less is loaded anew as well. */
  #roots: string[] = [];
  readonly #started = new vscode.EventEmitter<Job>();
  /** The user started a job in the panel. */
  readonly onDidStart = this.#started.event;
  readonly #startedList = new vscode.EventEmitter<StartedTogether>();
  readonly onDidStartList = this.#startedList.event;
  readonly #playhead = new Playhead({
    seek: (id, time) => this.#send({ type: "seek", id, time }),
    changed: (id, files) => this.#send({ type: "changedCode", id, files }),
  });
  readonly #calls: PanelCalls;
  readonly #subscriptions: { dispose(): unknown }[];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly jobs: JobMirror,
    private readonly server: LanguageServer,
    private readonly storage: vscode.Uri,
    private readonly keys: KeyStore,
  ) {
    const selection = new LastSelection();
    this.#calls = new PanelCalls(this.#ownCalls(selection), async (name, value, token) =>
      (await server.ready()).panelCall(name, value, token),
    );
    this.#subscriptions = [
      this.#calls,
      selection,
      this.#playhead,
      attemptTexts(() => server.ready()),
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      jobs.onDidChange((job) => this.#sendJob(job)),
      jobs.onDidRefill(() => this.#sendAll()),
      server.onDidChangeState((state) => this.#send({ type: "backend", state })),
      server.onDidChangeBatch((batch) => this.#send({ type: "batch", batch })),
      jobs.onDidForget((id) => this.#send({ type: "gone", id })),
      this.#started,
      this.#startedList,
    ];
  }

  /** Shows the panel, with this job selected if one is named; `aside` leaves the focus where it is. */
  show(selected?: string, aside = false): void {
    if (selected !== undefined) this.#wanted = { id: selected, ...(aside && { aside }) };
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
      if (panel.visible) return;
      this.#live = false;
      void this.#playhead.watch(undefined, false);
    });
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.#panel !== panel) return;
      this.#panel = undefined;
      void this.#playhead.watch(undefined, false);
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
    const made = this.jobs.all().map(({ folder }) => vscode.Uri.file(folder));
    const stills = vscode.Uri.joinPath(this.storage, "stills");
    const roots = [...own, ...folders, stills, ...made].map((root) => root.toString());
    const needed = outermost([...this.#roots, ...roots]);
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
      case "wantJob":
        return this.#sendWantedJob(message.id);
      case "revealFolder": {
        const job = await heldJob(message.id, this.jobs, this.server);
        if (job) await reveal(vscode.Uri.file(job.folder));
      }
    }
  }

  /** What the panel asks and the extension itself answers. */
  #ownCalls(selection: LastSelection): EditorCalls {
    const { jobs, server } = this;
    const backend = () => server.ready();
    const started = (job: Job) => this.#started.fire(job);
    const newJob = newJobCalls({
      ...{ backend, jobs, started, keys: this.keys },
      startedList: (list) => this.#startedList.fire(list),
      show: (id) => this.show(id),
    });
    const results = resultCalls({ backend, playhead: this.#playhead });
    return {
      ...machineCalls(),
      ...cacheCalls(backend, selection),
      ...historyCalls({ backend, jobs, started }),
      ...newJob,
      ...results,
    };
  }

  #sendWanted(): void {
    if (!this.#live || this.#wanted === undefined) return;
    this.#send({ type: "select", ...this.#wanted });
    this.#wanted = undefined;
  }

  #sendAll(): void {
    const panel = this.#panel;
    if (!panel) return;
    this.#allowRoots(panel.webview);
    this.#send({ type: "jobs", jobs: this.jobs.all().map((job) => this.#withAddresses(job, panel.webview)) });
  }

  async #sendWantedJob(id: string): Promise<void> {
    const job = await heldJob(id, this.jobs, this.server);
    if (job) this.#sendJob(job);
    else this.#send({ type: "gone", id });
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
      stillUrls: job.scenes.map(({ still }) =>
        still === undefined ? null : webview.asWebviewUri(vscode.Uri.file(still)).toString(),
      ),
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

async function run(command: string, ...given: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`manimVideo.${command}`, ...given);
}
