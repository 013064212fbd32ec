/** Check, Preview and Render of scenes, from a lens, a menu or the palette. */
import * as vscode from "vscode";
import { posix } from "node:path";
import { problem } from "../../protocol/problems.js";
import type { RenderTask } from "./backend.js";
import { trustProblem } from "./preflight.js";
import { offer, showProblem } from "./problemMessage.js";
import { sceneClasses } from "./sceneFile.js";
import type { Services } from "./services.js";
import { configuredSettings } from "./settings.js";
import { withProgress } from "./withProgress.js";

/** A scene file and the scene in it that is meant; null means the whole file. */
export interface SceneTarget {
  document: vscode.TextDocument;
  scene: string | null;
}

/** What is meant by a command's arguments: a lens gives [uri, scene], a menu a Uri, the palette nothing. */
export async function sceneTarget(given: unknown[]): Promise<SceneTarget | undefined> {
  const [where, scene] = given;
  const uri = typeof where === "string" ? vscode.Uri.parse(where) : where instanceof vscode.Uri ? where : undefined;
  const editor = vscode.window.activeTextEditor;
  const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
  if (document?.languageId !== "python" || document.uri.scheme !== "file") {
    await showProblem(problem("no-scene", vscode.l10n.t("No Python file is open in the editor.")));
    return undefined;
  }
  if (typeof scene === "string") return { document, scene };
  const atCursor = editor?.document === document ? editor.selection.active.line : -1;
  const here = sceneClasses(document.getText()).find(({ start, end }) => start <= atCursor && atCursor < end);
  return { document, scene: here?.name ?? null };
}

export async function checkScene(services: Services, ...given: unknown[]): Promise<void> {
  const target = await runnable(given);
  if (!target) return;
  const backend = await services.server.ready();
  const name = nameOf(target);
  const answer = await withProgress(vscode.l10n.t("Checking {0}", name), (_, token) =>
    backend.check(target.document.uri.toString(), token),
  );
  if (!answer.ok) return showProblem(answer.problem);
  const problems = answer.value.filter(({ scene }) => !target.scene || !scene || scene === target.scene);
  if (problems.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t("$(check) {0}: no problems", name), 5_000);
    return;
  }
  const count = vscode.l10n.t(problems.length === 1 ? "{0} problem" : "{0} problems", problems.length);
  const severity = problems.some((found) => found.severity === "error") ? "error" : "warning";
  void offer(severity, `${name}: ${count}. ${problems[0]?.message ?? ""}`, [
    {
      title: vscode.l10n.t("Show problems"),
      run: () => vscode.commands.executeCommand("workbench.actions.view.problems"),
    },
  ]);
}

export async function previewScene(services: Services, ...given: unknown[]): Promise<void> {
  const target = await runnable(given);
  if (target) await render(services, target, (name) => vscode.l10n.t("Preview of {0}", name), { still: true });
}

export async function renderScene(services: Services, ...given: unknown[]): Promise<void> {
  const target = await runnable(given);
  if (target) await render(services, target, (name) => vscode.l10n.t("Rendering {0}", name), { still: false });
}

/** Renders the scene at the cursor up to the cursor's line. */
export async function renderToHere(services: Services, ...given: unknown[]): Promise<void> {
  const target = await runnable(given);
  if (!target) return;
  const editor = vscode.window.activeTextEditor;
  if (target.scene === null || editor?.document !== target.document)
    return showProblem(problem("no-scene", vscode.l10n.t("The cursor is in no scene.")));
  await render(services, target, (name) => vscode.l10n.t("Rendering to here: {0}", name), {
    still: false,
    until: editor.selection.active.line + 1,
  });
}

/** Renders and opens each result beside the code, which keeps the focus. */
async function render(
  services: Services,
  { document, scene }: SceneTarget,
  doing: (name: string) => string,
  how: Pick<RenderTask, "still" | "until">,
): Promise<void> {
  const backend = await services.server.ready();
  const uri = document.uri.toString();
  const { quality } = configuredSettings().settings;
  const answer = await withProgress(doing(nameOf({ document, scene })), async (progress, token) => {
    const subscription = services.server.onRenderProgress((update) => {
      if (update.uri === uri) progress.report({ message: update.message });
    });
    try {
      return await backend.render({ uri, scenes: scene ? [scene] : [], quality, ...how }, token);
    } finally {
      subscription.dispose();
    }
  });
  if (!answer.ok) return showProblem(answer.problem);
  for (const { path } of answer.value) {
    const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: how.still };
    await vscode.commands.executeCommand("vscode.open", vscode.Uri.file(path), beside);
  }
}

async function runnable(given: unknown[]): Promise<SceneTarget | undefined> {
  const untrusted = trustProblem();
  if (untrusted) {
    await showProblem(untrusted);
    return undefined;
  }
  return sceneTarget(given);
}

function nameOf({ document, scene }: SceneTarget): string {
  return scene ?? posix.basename(document.uri.path);
}
