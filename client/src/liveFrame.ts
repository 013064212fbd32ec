/** The live frame: a view beside the code that shows what the scene shows at the cursor, and what is wrong with its layout. */
import * as vscode from "vscode";
import { randomBytes } from "node:crypto";
import { posix } from "node:path";
import type {
  LiveFrameMessage,
  LiveFrameState,
  LiveFrameTarget,
  LiveFrameUpdate,
  ShownFrame,
} from "../../protocol/liveFrame.js";
import { errorsOf, problem } from "../../protocol/problems.js";
import type { Answer, FrameAnswer } from "../../protocol/server.js";
import { CursorFollower } from "./cursorFollower.js";
import type { LanguageServer } from "./languageServer.js";
import { liveFrameMessageFrom, liveFrameTargetFrom } from "./liveFrameMessages.js";
import { pageLanguage } from "./pageLanguage.js";
import { panelHtml } from "./panelHtml.js";
import { problemOf } from "./problemMessage.js";

/** The manifest activates the extension for this type, to bring a view back after a reload of the window. */
export const viewType = "manimVideo.frame";

/** Milliseconds after which a picture that is still being drawn is said to be. */
const patience = 150;

export class LiveFrame implements vscode.Disposable, vscode.WebviewPanelSerializer {
  #panel: vscode.WebviewPanel | undefined;
  /** Whether the page has asked for its content since it was last loaded. */
  #live = false;
  #frame: ShownFrame | null = null;
  #state: LiveFrameState = { kind: "empty" };
  #request: vscode.CancellationTokenSource | undefined;
  #follower: CursorFollower | undefined;
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly server: LanguageServer,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#follower?.now()),
      server.onDidChangeState((state) => {
        if (state === "running") this.#follower?.now();
      }),
    ];
  }

  /** Shows the view beside the code, which keeps the focus. */
  show(): void {
    if (this.#panel) this.#panel.reveal(undefined, true);
    else {
      const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.#adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t("Frame at cursor"), beside));
    }
    this.#follower?.now();
  }

  /** Called by the editor with the view of an earlier window and what its page has kept. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, kept: unknown): Promise<void> {
    this.#panel?.dispose();
    this.#adopt(panel);
    const target = liveFrameTargetFrom(kept);
    if (target) this.#follower?.restore(target);
    return Promise.resolve();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#panel?.dispose();
    this.#end();
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel = panel;
    this.#follower = new CursorFollower((target) => void this.#draw(target));
    panel.iconPath = vscode.Uri.joinPath(this.context.extensionUri, "media", "icon.png");
    const messages = panel.webview.onDidReceiveMessage((value: unknown) => {
      const message = liveFrameMessageFrom(value);
      if (message)
        this.#receive(message).catch((error: unknown) => {
          // Such as a file to be revealed that is gone.
          this.log.error(`The live frame's ${message.type} came to nothing`, error);
        });
    });
    panel.onDidChangeViewState(() => {
      if (!panel.visible) this.#live = false;
    });
    panel.onDidDispose(() => {
      messages.dispose();
      if (this.#panel === panel) this.#end();
    });
    this.#live = false;
    const roots = [vscode.Uri.joinPath(this.context.extensionUri, "dist"), this.#pictures];
    panel.webview.options = { enableScripts: true, localResourceRoots: roots };
    panel.webview.html = panelHtml({
      title: vscode.l10n.t("Frame at cursor"),
      element: "manim-video-frame",
      script: panel.webview
        .asWebviewUri(vscode.Uri.joinPath(this.context.extensionUri, "dist", "liveFrame.js"))
        .toString(),
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      language: pageLanguage(),
    });
  }

  /** Where the backend puts the pictures. */
  get #pictures(): vscode.Uri {
    return vscode.Uri.joinPath(this.context.globalStorageUri, "previews", "frames");
  }

  #end(): void {
    this.#request?.cancel();
    this.#follower?.dispose();
    this.#follower = this.#panel = this.#request = undefined;
    this.#live = false;
    this.#frame = null;
    this.#state = { kind: "empty" };
  }

  async #receive(message: LiveFrameMessage): Promise<void> {
    switch (message.type) {
      case "ready":
        this.#live = true;
        this.#send();
        this.#follower?.now();
        return;
      case "reveal":
        return this.#follower?.reveal(message.line);
      case "trust":
        await vscode.commands.executeCommand("workbench.trust.manage");
        return;
      case "doctor":
        await vscode.commands.executeCommand("manimVideo.doctor");
    }
  }

  /** Asks for the frame of a place. What was asked before is cancelled, and its answer is not shown. */
  async #draw(target: LiveFrameTarget): Promise<void> {
    this.#request?.cancel();
    this.#request = undefined;
    if (!this.#live) return;
    if (!vscode.workspace.isTrusted) {
      this.#show(null, { kind: "untrusted" });
      return;
    }
    const request = (this.#request = new vscode.CancellationTokenSource());
    const slow = setTimeout(() => {
      if (this.#request === request) this.#show(this.#frame, { kind: "working" });
    }, patience);
    const answer = await this.#ask(target, request.token);
    clearTimeout(slow);
    request.dispose();
    if (this.#request !== request) return;
    this.#request = undefined;
    if (answer.ok) this.#show(this.#shownFrame(answer.value), { kind: "current" });
    else if (answer.problem.code === "no-scene") this.#show(null, { kind: "empty" });
    else if (answer.problem.code !== "cancelled") this.#show(this.#frame, { kind: "failed", problem: answer.problem });
  }

  async #ask(target: LiveFrameTarget, token: vscode.CancellationToken): Promise<Answer<FrameAnswer>> {
    try {
      return await (await this.server.ready()).frame({ ...target, quality: "low" }, token);
    } catch (error) {
      // An answer to a request that was cancelled is an error of the connection's.
      if (token.isCancellationRequested) return { ok: false, problem: problem("cancelled", "Cancelled.") };
      this.log.error("The frame at the cursor could not be asked for", error);
      return { ok: false, problem: problemOf(error) };
    }
  }

  #shownFrame({ path, problems, ...frame }: FrameAnswer): ShownFrame | null {
    const url = this.#panel?.webview.asWebviewUri(vscode.Uri.file(path)).toString();
    if (url === undefined) return null;
    const findings = problems.filter(({ code }) => code.startsWith("layout-"));
    return { ...frame, url, findings, stopped: errorsOf(problems)[0] ?? null };
  }

  #show(frame: ShownFrame | null, state: LiveFrameState): void {
    this.#frame = frame;
    this.#state = state;
    this.#send();
  }

  #send(): void {
    if (!this.#live) return;
    const target = this.#follower?.target ?? null;
    const file = target ? posix.basename(vscode.Uri.parse(target.uri).path) : "";
    const update: LiveFrameUpdate = { type: "view", target, view: { file, frame: this.#frame, state: this.#state } };
    void this.#panel?.webview.postMessage(update);
  }
}
