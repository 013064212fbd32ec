/** The parts that commands work with, made once by extension.ts. */
import type * as vscode from "vscode";
import type { FollowedLists } from "./followedLists.js";
import type { JobMirror } from "./jobMirror.js";
import type { JobPanel } from "./jobPanel.js";
import type { LiveFrame } from "./liveFrame.js";
import type { LanguageServer } from "./languageServer.js";
import type { ProposedFixes } from "./proposedFixes.js";
import type { KeyStore } from "./secrets.js";
import type { TopicProblems } from "./topicProblems.js";

export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly server: LanguageServer;
  readonly jobs: JobMirror;
  readonly keys: KeyStore;
  readonly panel: JobPanel;
  readonly liveFrame: LiveFrame;
  readonly lists: FollowedLists;
  readonly topicProblems: TopicProblems;
  readonly fixes: ProposedFixes;
  readonly log: vscode.LogOutputChannel;
}
