/**
 * The language client. This module is loaded when the backend is first needed, because vscode-languageclient takes
 * most of the time that activation may take.
 */
import type * as vscode from "vscode";
import type { RequestType } from "vscode-languageserver-protocol";
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from "vscode-languageclient/node";
import { EditorModelRequest, type EditorModelAsked } from "../../protocol/editorModel.js";
import type { Job } from "../../protocol/job.js";
import {
  BatchChanged,
  CancelJobRequest,
  CheckRequest,
  DoctorRequest,
  FrameRequest,
  GenerateListRequest,
  GenerateRequest,
  JobChanged,
  ListJobsRequest,
  PanelCallRequest,
  ProposeFixRequest,
  QuoteRequest,
  ReadTopicsRequest,
  RenderProgress,
  RenderRequest,
  ResumeJobRequest,
  SecretChanged,
  SecretRequest,
  StartChanged,
  type Finding,
} from "../../protocol/server.js";
import type { Backend, BackendListener, BackendState } from "./backend.js";
import { withoutKeys } from "./environment.js";
import { inOwnWords } from "./lensWords.js";
import { isKeyName } from "./secrets.js";

/** Crashes in three minutes after which the backend is left alone until a command needs it. */
const maxRestarts = 8;

const stateOf: Record<State, BackendState> = {
  [State.Starting]: "starting",
  [State.Running]: "running",
  [State.Stopped]: "stopped",
  [State.StartFailed]: "stopped",
};

export interface Connection extends Backend {
  /** Starts the process if none runs; rejects when it cannot be started. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Makes the client for the server bundle `module`; nothing runs before `start`. */
export function connectionTo(module: string, listener: BackendListener, log: vscode.LogOutputChannel): Connection {
  const client = new LanguageClient(
    "manimVideo",
    "Manim Video",
    {
      module,
      transport: TransportKind.ipc,
      options: {
        env: withoutKeys(process.env),
        execArgv: ["--enable-source-maps", "--disable-warning=ExperimentalWarning"],
      },
    },
    {
      documentSelector: [{ scheme: "file", language: "python" }],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => listener.start(),
      connectionOptions: { maxRestartCount: maxRestarts },
      middleware: {
        provideCodeLenses: async (document, token, next) => inOwnWords(await next(document, token)),
      },
    },
  );
  client.onDidChangeState(({ newState }) => listener.stateChanged(stateOf[newState]));
  client.onNotification(JobChanged.method, listener.jobChanged);
  client.onNotification(BatchChanged.method, listener.batchChanged);
  client.onNotification(RenderProgress.method, listener.renderProgress);
  // Each key is given for its own name only: another provider's server would be sent a stranger's key.
  client.onRequest(SecretRequest.method, ({ name }: { name: unknown }) =>
    isKeyName(name) ? listener.secret(name) : null,
  );
  client.onRequest(EditorModelRequest.method, (asked: EditorModelAsked, token: vscode.CancellationToken) =>
    listener.editorModel(asked, token),
  );
  // Messages go by their names: client and server libraries each bring their own classes of message types.
  const ask = <P, R>(type: RequestType<P, R, void>, params: P, token?: vscode.CancellationToken): Promise<R> =>
    // A token that is undefined would be sent as a second parameter.
    token ? client.sendRequest<R>(type.method, params, token) : client.sendRequest<R>(type.method, params);
  return {
    start: async () => {
      if (client.needsStart()) await client.start();
    },
    stop: () => client.dispose(),
    generate: (asked) => ask(GenerateRequest, asked),
    readTopics: (path) => ask(ReadTopicsRequest, { path }),
    quote: (task, token) => ask(QuoteRequest, task, token),
    generateList: (task, token) => ask(GenerateListRequest, task, token),
    jobs: () => client.sendRequest<Job[]>(ListJobsRequest.method),
    cancelJob: (id) => ask(CancelJobRequest, { id }),
    resumeJob: (id) => ask(ResumeJobRequest, { id }),
    panelCall: (name, value, token) => ask(PanelCallRequest, { name, value }, token),
    check: (uri, token) => ask(CheckRequest, { uri }, token),
    render: (task, token) => ask(RenderRequest, task, token),
    frame: (task, token) => ask(FrameRequest, task, token),
    proposeFix: (uri, scene, token) => ask(ProposeFixRequest, { uri, scene }, token),
    doctor: () => client.sendRequest<Finding[]>(DoctorRequest.method),
    startChanged: (start) => client.sendNotification(StartChanged.method, start),
    secretChanged: () => client.sendNotification(SecretChanged.method),
  };
}
