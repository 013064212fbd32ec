/** The language server: wires the engine to the editor's messages. Started by the client, one process for a window. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  createConnection,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
  type InitializeParams,
  type InitializeResult,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { DoctorRequest, SecretRequest, StartChanged } from "../../protocol/server.js";
import { actionsFor } from "./diagnostics/codeActions.js";
import { lensesFor } from "./diagnostics/codeLens.js";
import { fixAllActions, fixAllKind, withFixAllEdit } from "./diagnostics/fixAllAction.js";
import { ignoreActions } from "./diagnostics/ignoreLayout.js";
import { SceneDocuments } from "./diagnostics/sceneDocuments.js";
import { answerFrames } from "./editor/frameMessages.js";
import { answerJobs } from "./editor/jobMessages.js";
import { answerLists } from "./editor/listMessages.js";
import { answerPanelCalls } from "./editor/panelCalls.js";
import { answerScenes } from "./editor/sceneMessages.js";
import { askEditor } from "./editor/askEditor.js";
import { signalOf } from "./editor/cancellation.js";
import { Changed, foldersOf, interpreters, Start } from "./editor/start.js";
import { Engine } from "./engine.js";
import type { Log } from "./log.js";

/** The extension's folder: holds dist/, media/ and server/. */
const installation = dirname(dirname(fileURLToPath(import.meta.url)));
const connection = createConnection(ProposedFeatures.all);
const documents = new TextDocuments(TextDocument);
const log: Log = {
  info: (line) => connection.console.info(line),
  warn: (line) => connection.console.warn(line),
  error: (line) => connection.console.error(line),
};

connection.onInitialize((params): InitializeResult => {
  const { engine, start } = startEngine(params);
  const scenes = new SceneDocuments(
    { desk: engine.scenes, log },
    (uri, diagnostics, version) => void connection.sendDiagnostics({ uri, diagnostics, version }),
  );
  answerJobs(connection, engine);
  answerLists(connection, engine);
  answerPanelCalls(connection, engine);
  answerScenes(connection, engine.scenes, documents, scenes, join(start.stateFolder, "previews"));
  answerFrames(connection, engine.scenes, documents, join(start.stateFolder, "previews", "frames"));

  documents.onDidOpen(({ document }) => scenes.changed(document, 0));
  documents.onDidSave(({ document }) => scenes.changed(document, 0));
  documents.onDidChangeContent(({ document }) => scenes.changed(document, start.settings["check.delay"]));
  documents.onDidClose(({ document }) => scenes.closed(document.uri));
  connection.onCodeAction(({ textDocument, context }) => [
    ...actionsFor(textDocument.uri, context.diagnostics),
    ...ignoreActions(documents.get(textDocument.uri), context.diagnostics),
    ...fixAllActions(documents.get(textDocument.uri), context.only),
  ]);
  connection.onCodeActionResolve((action, token) =>
    withFixAllEdit(action, (uri) => documents.get(uri), engine.scenes, signalOf(token)),
  );
  connection.onCodeLens(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : lensesFor(document);
  });
  connection.onRequest(DoctorRequest, async () => {
    const findings = await engine.doctor(AbortSignal.timeout(60_000));
    if (findings.every(({ state }) => state !== "missing")) scenes.manimFound();
    return findings;
  });
  connection.onNotification(StartChanged, (given) => {
    Object.assign(start, Changed.parse(given));
    if (start.trusted) resumeWaiting(engine, true);
    engine.refresh().then(() => {
      for (const document of documents.all()) scenes.again(document);
    }, failed("the changed settings could not be taken over"));
  });
  connection.onInitialized(() => resumeWaiting(engine, start.trusted));
  connection.onShutdown(async () => {
    scenes.dispose();
    await engine.dispose();
  });
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: ["quickfix", fixAllKind], resolveProvider: true },
      codeLensProvider: {},
    },
  };
});

/** The engine with the values it reads at each use: what the client sent at start, or has sent since. */
function startEngine(params: InitializeParams) {
  const start = Start.parse(params.initializationOptions);
  const folders = foldersOf(params.workspaceFolders);
  const secret = (name: "gemini" | "openai"): Promise<string | null> => connection.sendRequest(SecretRequest, { name });
  const engine = new Engine({
    stateFolder: start.stateFolder,
    installation,
    log,
    settings: () => start.settings,
    keys: {
      geminiKey: () => secret("gemini"),
      hasGeminiKey: async () => (await secret("gemini")) !== null,
      openaiKey: () => secret("openai"),
    },
    askEditor: (asked, signal) => askEditor(connection, asked, signal),
    pythons: () => interpreters(start, folders),
    trusted: () => start.trusted,
    draws: true,
  });
  return { start, engine };
}

/**
 * Goes on with jobs that nobody runs: their process was killed, or its window was closed. Those of another window are
 * left to it, and in an untrusted workspace all wait until it is trusted.
 */
function resumeWaiting(engine: Engine, trusted: boolean): void {
  try {
    const end = trusted ? "goes on" : "waits until the workspace is trusted";
    for (const { id } of engine.recover(true)) log.info(`job ${id} ${end}`);
  } catch (error) {
    failed("waiting jobs could not be looked for")(error);
  }
}

function failed(what: string): (error: unknown) => void {
  return (error) => log.error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
}

documents.listen(connection);
connection.listen();
