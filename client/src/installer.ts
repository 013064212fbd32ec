/** Installs Manim with the extension's own setup, in a terminal where its progress and questions are seen. */
import * as vscode from "vscode";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { offer } from "./problemMessage.js";
import { configuredSettings, section } from "./settings.js";

export interface Installer {
  /** True when the setup finished without an error. */
  install(): Promise<boolean>;
}

/** Milliseconds by which an exit code may come after the end it belongs to. */
const exitCodeGrace = 500;

/** The editor gives a task back with its name and source; of our definition it keeps the type alone. */
const [name, source] = [vscode.l10n.t("Install Manim"), "Manim Video"];

/** The installer, or null in a build that has no setup with it. */
export function installerFor(context: vscode.ExtensionContext): Installer | null {
  const launcher = join(context.extensionPath, "bin", "manim-video.mjs");
  if (!existsSync(launcher)) return null;
  return {
    install: async () => {
      const done = await runTask(launcher);
      if (done) await offerToUse();
      return done;
    },
  };
}

async function runTask(launcher: string): Promise<boolean> {
  // The editor's own executable is a Node when told so, which spares the user from having one.
  const execution = new vscode.ProcessExecution(process.execPath, [launcher, "setup"], {
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Global, name, source, execution);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: false };
  const ended = endOfTask();
  try {
    await vscode.tasks.executeTask(task);
    return await ended.succeeded;
  } finally {
    ended.stop();
  }
}

/** Listens before the task starts: a setup that has nothing to do may be over before its start is told. */
function endOfTask(): { succeeded: Promise<boolean>; stop(): void } {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const isOurs = ({ task }: vscode.TaskExecution): boolean => task.name === name && task.source === source;
  const subscriptions = [
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (isOurs(execution)) resolve(exitCode === 0);
    }),
    // A process that could not be started ends without an exit code; one that had one has told it by now.
    vscode.tasks.onDidEndTask(({ execution }) => {
      if (isOurs(execution)) setTimeout(resolve, exitCodeGrace, false);
    }),
  ];
  return {
    succeeded: promise,
    stop: () => {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** A Python named in the settings comes before all others, so what was installed would not be used. */
async function offerToUse(): Promise<void> {
  const { pythonPath } = configuredSettings().settings;
  if (pythonPath === "") return;
  const text = vscode.l10n.t("Manim is installed. {0}.pythonPath still names {1}.", section, pythonPath);
  await offer("information", text, [{ title: vscode.l10n.t("Use the new environment"), run: forgetNamedPython }]);
}

async function forgetNamedPython(): Promise<void> {
  const name = "pythonPath";
  const configuration = vscode.workspace.getConfiguration(section, vscode.workspace.workspaceFolders?.[0]?.uri ?? null);
  const set = configuration.inspect(name);
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const places = [
    [set?.workspaceFolderValue, WorkspaceFolder],
    [set?.workspaceValue, Workspace],
    [set?.globalValue, Global],
  ] as const;
  for (const [value, target] of places) if (value !== undefined) await configuration.update(name, undefined, target);
}
