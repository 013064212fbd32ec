/** Activation: makes the parts and registers them. Nothing is waited for, and the backend starts when there is work for it. */
import * as vscode from "vscode";
import type { Problem } from "../../protocol/problems.js";
import { registerCommands } from "./commands.js";
import { followJob } from "./followJob.js";
import { FollowedLists } from "./followedLists.js";
import { JobMirror } from "./jobMirror.js";
import { JobPanel } from "./jobPanel.js";
import { LanguageServer } from "./languageServer.js";
import { LiveFrame } from "./liveFrame.js";
import { ProposedFixes } from "./proposedFixes.js";
import { PythonChoice } from "./pythonChoice.js";
import { usesManim } from "./sceneFile.js";
import { KeyStore } from "./secrets.js";
import { StatusBar } from "./statusBar.js";
import { TopicProblems } from "./topicProblems.js";
import { UnfinishedJobs } from "./unfinishedJobs.js";
import { playerType, VideoEditor } from "./videoEditor.js";
import { VideoTree } from "./videoTree.js";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Manim Video", { log: true });
  const jobs = new JobMirror();
  const keys = new KeyStore(context.secrets);
  const python = new PythonChoice();
  const server = new LanguageServer(context, jobs, keys, python, log);
  const panel = new JobPanel(context.extensionUri, jobs, server, context.globalStorageUri, keys);
  const liveFrame = new LiveFrame(context, server, log);
  const fixes = new ProposedFixes();
  const lists = new FollowedLists(context.workspaceState, jobs, server, log);
  const topicProblems = new TopicProblems((uri) => problemsOf(uri, server, log));
  const services = { context, server, jobs, keys, panel, liveFrame, fixes, lists, topicProblems, log };
  context.subscriptions.push(
    panel.onDidStart((job) => followJob(services, job)),
    panel.onDidStartList(({ list, name, quote }) => lists.follow(list, name, quote)),
  );
  const statusBar = new StatusBar(jobs, server);
  const player = vscode.window.registerCustomEditorProvider(playerType, new VideoEditor(jobs));
  context.subscriptions.push(player, new VideoTree(jobs));
  const unfinished = new UnfinishedJobs(context.workspaceState, jobs);
  context.subscriptions.push(
    log,
    jobs,
    keys,
    python,
    server,
    panel,
    liveFrame,
    fixes,
    lists,
    topicProblems,
    statusBar,
    unfinished,
  );
  context.subscriptions.push(...registerCommands(services), ...watchForScenes(server), watchKey(keys));
  if (unfinished.any) server.startSoon();
  else void startForVideos(server);
}

/** Starts the backend for the first scene file that is opened, and lets menus know of the one in the editor. */
function watchForScenes(server: LanguageServer): vscode.Disposable[] {
  let wanted = false;
  const look = (document: vscode.TextDocument) => {
    if (wanted || document.languageId !== "python" || !usesManim(document.getText())) return;
    wanted = true;
    server.startSoon();
  };
  const mark = (editor: vscode.TextEditor | undefined) => {
    const document = editor?.document;
    setContext("manimVideo.sceneFile", document?.languageId === "python" && usesManim(document.getText()));
  };
  vscode.workspace.textDocuments.forEach(look);
  mark(vscode.window.activeTextEditor);
  return [
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidSaveTextDocument((document) => {
      look(document);
      if (document === vscode.window.activeTextEditor?.document) mark(vscode.window.activeTextEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(mark),
  ];
}

/** The problems of a topic list; null when it cannot be read now. */
async function problemsOf(
  uri: vscode.Uri,
  server: LanguageServer,
  log: vscode.LogOutputChannel,
): Promise<Problem[] | null> {
  try {
    const answer = await (await server.ready()).readTopics(uri.fsPath);
    return answer.ok ? answer.value.problems : null;
  } catch (error) {
    log.warn("A topic list could not be looked at again", error);
    return null;
  }
}

/** Starts the backend in a workspace with videos, so that a job that was cut off goes on. */
async function startForVideos(server: LanguageServer): Promise<void> {
  const found = await vscode.workspace.findFiles("**/storyboard.json", "**/node_modules/**", 1);
  if (found.length > 0) server.startSoon();
}

function watchKey(keys: KeyStore): vscode.Disposable {
  const look = async () => setContext("manimVideo.keyListed", (await keys.listed()).length > 0);
  void look();
  return keys.onDidChange(() => void look());
}

function setContext(name: string, value: boolean): void {
  void vscode.commands.executeCommand("setContext", name, value);
}
