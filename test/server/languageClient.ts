/** The built language server as the client starts it: a process of its own, spoken to over Node's pipe. */
import { fork, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  IPCMessageReader,
  IPCMessageWriter,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from "vscode-languageserver-protocol/node";
import type { Job } from "../../protocol/job.js";
import type { Problem } from "../../protocol/problems.js";
import { JobChanged, SecretRequest, type Answer, type ServerStart } from "../../protocol/server.js";
import { defaultSettings, type Settings } from "../../protocol/settings.js";
import { environmentIn } from "./python.js";

export interface ServerOptions {
  state: string;
  settings?: Partial<Settings>;
  trusted?: boolean;
  folders?: string[];
  env?: Record<string, string>;
}

export class LanguageClient {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly jobs: Job[] = [];
  readonly start: ServerStart;
  private readonly versions = new Map<string, number>();

  private constructor(
    readonly process: ChildProcess,
    readonly connection: ProtocolConnection,
    { state, settings = {}, trusted = true }: ServerOptions,
  ) {
    const quick = { ...defaultSettings(), "check.timeout": 3, quality: "low" as const, provider: "templates" as const };
    this.start = { stateFolder: state, settings: { ...quick, ...settings }, trusted, pythonFromEditor: null };
    connection.onNotification(PublishDiagnosticsNotification.type, (params) => void this.published.push(params));
    connection.onNotification(JobChanged, (job) => void this.jobs.push(job));
    connection.onRequest(SecretRequest, () => null);
  }

  static async open(options: ServerOptions): Promise<LanguageClient> {
    const args = ["--node-ipc", `--clientProcessId=${process.pid}`];
    const child = fork(resolve("dist/server.mjs"), args, {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      env: { ...environmentIn(options.state), ...options.env },
      silent: true,
    });
    const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    const client = new LanguageClient(child, connection, options);
    connection.listen();
    await connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      capabilities: {},
      initializationOptions: client.start,
      workspaceFolders: (options.folders ?? []).map((path) => ({ name: path, uri: pathToFileURL(path).href })),
    });
    await connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Opens a document; answers its address. */
  async openText(path: string, text: string): Promise<string> {
    const uri = pathToFileURL(path).href;
    this.versions.set(uri, 1);
    const textDocument = { uri, languageId: "python", version: 1, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
    return uri;
  }

  /** Replaces the whole text as an edit would; answers the new version. */
  async type(uri: string, text: string): Promise<number> {
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    const change = { textDocument: { uri, version }, contentChanges: [{ text }] };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, change);
    return version;
  }

  /** The next diagnostics of a document that have been or will be published after `from` of them. */
  async diagnostics(uri: string, from = 0): Promise<PublishDiagnosticsParams> {
    return until("diagnostics", () => this.published.slice(from).find((params) => params.uri === uri));
  }

  /** A snapshot of the job that was told and fits. */
  job(id: string, fits: (job: Job) => boolean): Promise<Job> {
    const told = (): Job | undefined => this.jobs.find((job) => job.id === id && fits(job));
    return until("the job", told, () => JSON.stringify(this.jobs.at(-1)));
  }

  /** Ends the server as an editor does. */
  async close(): Promise<void> {
    const ended = exited(this.process);
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    await ended;
    this.connection.dispose();
  }

  /** Ends the server as a crash does. */
  async kill(): Promise<void> {
    const ended = exited(this.process);
    this.process.kill("SIGKILL");
    await ended;
    this.connection.dispose();
  }
}

/** The value of an answer that is good. */
export function valueOf<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.problem.code}: ${answer.problem.message}`);
  return answer.value;
}

/** The problem of an answer that is not. */
export function problemOf(answer: Answer<unknown>): Problem {
  if (answer.ok) throw new Error(`no problem, but ${JSON.stringify(answer.value)}`);
  return answer.problem;
}

/** Looks until there is a value, at most a minute and a half; `instead` says what there was when none came. */
export async function until<T>(
  what: string,
  look: () => T | undefined | null | false,
  instead = (): string => "",
): Promise<T> {
  const deadline = Date.now() + 90_000;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`${what} did not come within 90 seconds. ${instead()}`);
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** Command lines of running processes that name a path: workers and all that runs in their sandbox. */
export function processesNaming(path: string): string[] {
  const read = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    } catch {
      return "";
    }
  };
  const others = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return others.map(read).filter((command) => command.includes(path));
}

function exited(child: ChildProcess): Promise<void> {
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => child.once("exit", () => done()));
}
