/** The backend's life: started when first needed, told of what changes, and asked for all jobs after every start. */
import * as vscode from "vscode";
import { join } from "node:path";
import type { BatchSummary } from "../../protocol/batch.js";
import type { ServerStart } from "../../protocol/server.js";
import type { Backend, BackendState } from "./backend.js";
import type { Connection } from "./connection.js";
import { answerFromEditor } from "./editorModel.js";
import type { JobMirror } from "./jobMirror.js";
import { LastingState } from "./lastingState.js";
import type { PythonChoice } from "./pythonChoice.js";
import type { KeyStore } from "./secrets.js";
import { configuredSettings, section } from "./settings.js";

export class LanguageServer implements vscode.Disposable {
  readonly #state = new vscode.EventEmitter<BackendState>();
  readonly #progress = new vscode.EventEmitter<{ uri: string; scene: string; message: string }>();
  readonly onDidChangeState = this.#state.event;
  readonly onRenderProgress = this.#progress.event;
  readonly #batch = new vscode.EventEmitter<BatchSummary>();
  readonly onDidChangeBatch = this.#batch.event;
  readonly #lasting = new LastingState((state) => this.#changed(state));
  #connection: Promise<Connection> | undefined;
  #told = "";
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly jobs: JobMirror,
    private readonly keys: KeyStore,
    private readonly python: PythonChoice,
    private readonly log: vscode.LogOutputChannel,
  ) {
    const tell = () => void this.#tellStart();
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(section)) tell();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(tell),
      vscode.workspace.onDidChangeWorkspaceFolders(tell),
      python.onDidChange(tell),
      keys.onDidChange(() => void this.#tell((backend) => backend.secretChanged())),
    ];
  }

  get state(): BackendState {
    return this.#lasting.current;
  }

  /** The running backend, started if it is not. */
  async ready(): Promise<Backend> {
    const connection = await (this.#connection ??= this.#connect());
    await connection.start();
    return connection;
  }

  /** Starts the backend without anyone waiting for it; a failure is in the log, and the next command tries again. */
  startSoon(): void {
    this.ready().catch((error: unknown) => this.log.error("The backend could not be started", error));
  }

  dispose(): Promise<void> {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#lasting.dispose();
    this.#state.dispose();
    this.#progress.dispose();
    this.#batch.dispose();
    return this.#connection?.then((connection) => connection.stop()) ?? Promise.resolve();
  }

  async #connect(): Promise<Connection> {
    const [{ connectionTo }] = await Promise.all([import("./connection.js"), this.python.ask()]);
    const listener = {
      stateChanged: this.#lasting.change.bind(this.#lasting),
      jobChanged: this.jobs.accept.bind(this.jobs),
      batchChanged: this.#batch.fire.bind(this.#batch),
      renderProgress: this.#progress.fire.bind(this.#progress),
      secret: this.keys.read.bind(this.keys),
      editorModel: answerFromEditor,
      start: () => {
        const start = this.#start();
        this.#told = JSON.stringify(start);
        return { stateFolder: this.context.globalStorageUri.fsPath, ...start };
      },
    };
    return connectionTo(join(this.context.extensionPath, "dist", "server.mjs"), listener, this.log);
  }

  #changed(state: BackendState): void {
    this.#state.fire(state);
    if (state === "running") void this.#tell(async (backend) => this.jobs.refill(await backend.jobs()));
  }

  #start(): Omit<ServerStart, "stateFolder"> {
    const { settings, problems } = configuredSettings();
    for (const { message } of problems) this.log.warn(message);
    return { settings, trusted: vscode.workspace.isTrusted, pythonFromEditor: this.python.chosen };
  }

  /** Sends what a start would send now, if it is not what was sent last: editors announce one change several times. */
  async #tellStart(): Promise<void> {
    if (!this.#connection) return;
    const start = this.#start();
    const text = JSON.stringify(start);
    if (text === this.#told) return;
    await this.#tell((backend) => {
      this.#told = text;
      return backend.startChanged(start);
    });
  }

  /** Speaks to a backend that runs; one that does not will be told at its start. */
  async #tell(say: (backend: Backend) => Promise<void>): Promise<void> {
    if (!this.#connection || this.state !== "running") return;
    try {
      await say(await this.#connection);
    } catch (error) {
      this.log.warn("The backend ended before it was told of a change", error);
    }
  }
}
