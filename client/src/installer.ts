/** Installs Manim with the extension's own setup, in a terminal where its progress and questions are seen. */
import * as vscode from "vscode";
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface Installer {
  /** True when the setup finished without an error. */
  install(): Promise<boolean>;
}

/** The installer, or null in a build that has no setup with it. */
export function installerFor(context: vscode.ExtensionContext): Installer | null {
  const launcher = join(context.extensionPath, "bin", "manim-video.mjs");
  return existsSync(launcher) ? { install: () => runTask(launcher) } : null;
}

async function runTask(launcher: string): Promise<boolean> {
  // The editor's own executable is a Node when told so, which spares the user from having one.
  const execution = new vscode.ProcessExecution(process.execPath, [launcher, "setup"], {
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  const definition = { type: "process", task: "manim-video-setup" };
  const task = new vscode.Task(definition, vscode.TaskScope.Global, "Install Manim", "Manim Video", execution);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, focus: false };
  const running = await vscode.tasks.executeTask(task);
  return new Promise((done) => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution: ended, exitCode }) => {
      if (ended !== running) return;
      subscription.dispose();
      done(exitCode === 0);
    });
  });
}
