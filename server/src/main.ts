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
import { SecretRequest, StartChanged, type ServerStart } from "../../protocol/server.js";
import { actionsFor } from "./diagnostics/codeActions.js";
import { lensesFor } from "./diagnostics/codeLens.js";
import { SceneDocuments } from "./diagnostics/sceneDocuments.js";
import { Engine } from "./engine.js";
import { answerJobs } from "./editor/jobMessages.js";
import { answerScenes } from "./editor/sceneMessages.js";
import type { Log } from "./log.js";
import { pythonOfEnvironment, pythonsOnPath } from "./manim/python.js";

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
  const engine = startEngine(params);
  const scenes = new SceneDocuments(
    engine.parts,
    (uri, diagnostics) => void connection.sendDiagnostics({ uri, diagnostics }),
  );
  answerJobs(connection, engine.parts.engine);
  answerScenes(connection, engine.parts.engine, documents, scenes, join(engine.start.stateFolder, "previews"));

  documents.onDidOpen(({ document }) => scenes.changed(document, 0));
  documents.onDidSave(({ document }) => scenes.changed(document, 0));
  documents.onDidChangeContent(({ document }) => scenes.changed(document, engine.start.settings["check.delay"]));
  documents.onDidClose(({ document }) => scenes.closed(document.uri));
  connection.onCodeAction(({ textDocument, context }) => actionsFor(textDocument.uri, context.diagnostics));
  connection.onCodeLens(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document === undefined ? [] : lensesFor(document);
  });
  connection.onNotification(StartChanged, (changed) => {
    engine.change(changed);
    void engine.parts.engine.refresh().then(() => {
      for (const document of documents.all()) scenes.changed(document, 0);
    });
  });
  connection.onInitialized(() => void engine.parts.engine.recover(true));
  connection.onShutdown(async () => {
    scenes.dispose();
    await engine.parts.engine.dispose();
  });
  return {
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      codeActionProvider: { codeActionKinds: ["quickfix"] },
      codeLensProvider: {},
    },
  };
});

/** The engine with the values it reads at each use: what the client sent at start, or has sent since. */
function startEngine(params: InitializeParams) {
  const start = params.initializationOptions as ServerStart;
  const folders = (params.workspaceFolders ?? []).map(({ uri }) => fileURLToPath(uri));
  const prepared = process.env["MANIM_VIDEO_DEFAULT_PYTHON"];
  const engine = new Engine({
    stateFolder: start.stateFolder,
    installation,
    log,
    settings: () => start.settings,
    keys: {
      geminiKey: () => connection.sendRequest(SecretRequest, { name: "gemini" }),
      hasGeminiKey: async () => (await connection.sendRequest(SecretRequest, { name: "gemini" })) !== null,
    },
    pythons: () => [
      ...(start.pythonFromEditor === null ? [] : [start.pythonFromEditor]),
      ...folders.map((folder) => pythonOfEnvironment(join(folder, ".venv"))),
      ...(prepared === undefined ? [] : [prepared]),
      ...pythonsOnPath(),
    ],
    trusted: () => start.trusted,
  });
  return {
    start,
    parts: { engine, log },
    change: (changed: Omit<ServerStart, "stateFolder">) => void Object.assign(start, changed),
  };
}

documents.listen(connection);
connection.listen();
