/** What the panel asks about results and the extension answers: documents, files, the clipboard, editors beside. */
import * as vscode from "vscode";
import { posix } from "node:path";
import {
  resultForms,
  type ResultCalls,
  type ResultForm,
  type resultCallsOfServer,
  type Version,
} from "../../../protocol/calls/resultCalls.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Backend } from "../backend.js";
import type { Playhead } from "../playhead.js";
import { showLines } from "../showLines.js";
import { asker } from "./asker.js";
import { attemptUri } from "./attemptTexts.js";
import type { EditorCalls } from "./panelCalls.js";
import { showJson } from "./showJson.js";

type Own = Pick<EditorCalls, Exclude<keyof ResultCalls, (typeof resultCallsOfServer)[number]>>;

export interface ResultParts {
  backend: () => Promise<Backend>;
  playhead: Playhead;
}

export function resultCalls({ backend, playhead }: ResultParts): Own {
  const ask = asker(backend);
  const sceneOf = async (id: string, file: string): Promise<vscode.Uri> => {
    const job = await ask("results.job", { id });
    if (!job.scenes.some((scene) => scene.file === file))
      throw new ProblemError(problem("file-missing", vscode.l10n.t("{0} is no scene of this video.", file)));
    return vscode.Uri.joinPath(vscode.Uri.file(job.folder), file);
  };
  const text = async (ids: unknown, form: unknown) => {
    const asked = { ids: Array.isArray(ids) ? ids.map(String) : [], form: formOf(form) };
    return { text: (await ask("results.text", asked)).text, form: asked.form };
  };
  return {
    "results.openJson": ({ value }) => showJson(JSON.stringify(value, null, 2)),
    "results.openJob": async ({ id }) => showJson((await text([id], "json")).text),
    "results.openAttempt": async ({ id, file, number }) => {
      const scenes = await ask("results.attempts", { id });
      const attempt = scenes.find((scene) => scene.file === file)?.attempts.find((one) => one.number === number);
      const code = (await ask("results.code", { id, file, number })).text;
      return showJson(JSON.stringify({ file, ...attempt, code }, null, 2));
    },
    "results.diff": async ({ id, file, from, to }) => {
      const now = await sceneOf(id, file);
      const uri = (version: Version) => (version === "now" ? now : attemptUri(id, file, version));
      const words = (version: Version) =>
        version === "now" ? vscode.l10n.t("now") : vscode.l10n.t("try {0}", version);
      const name = posix.basename(file);
      const title = `${name}: ${words(from)} ↔ ${words(to)}`;
      await vscode.commands.executeCommand("vscode.diff", uri(from), uri(to), title, {
        viewColumn: vscode.ViewColumn.Beside,
      });
      return null;
    },
    "results.save": async ({ ids, form }) => {
      const exported = await text(ids, form);
      const ending = { json: "json", csv: "csv", markdown: "md" }[exported.form];
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      const name = `manim-videos.${ending}`;
      const file = await vscode.window.showSaveDialog({
        filters: { [ending.toUpperCase()]: [ending] },
        ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
      });
      if (!file) return false;
      await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(exported.text));
      return true;
    },
    "results.copy": async ({ ids, form }) => {
      await vscode.env.clipboard.writeText((await text(ids, form)).text);
      return null;
    },
    "results.goTo": async ({ id, file, line }) => {
      await showLines(await sceneOf(id, file), lineOf(line), lineOf(line), true);
      return null;
    },
    "results.watch": async ({ id, code }) => {
      const timeline = id === null ? null : await ask("results.timeline", { id });
      if (id === null || timeline === null) await playhead.watch(undefined, false);
      else {
        const { folder, scenes } = await ask("results.job", { id });
        // The file lies in the user's folder: what it names beside the video's own scenes is not opened.
        const own = timeline.scenes.filter(({ file }) => scenes.some((scene) => scene.file === file));
        await playhead.watch({ id, folder: vscode.Uri.file(folder), timeline: { ...timeline, scenes: own } }, code);
      }
      return null;
    },
    "results.follow": ({ code }) => {
      playhead.follow(code);
      return Promise.resolve(null);
    },
    "results.playhead": ({ id, time }) => playhead.at(id, time),
    "results.doctor": async () => {
      await vscode.commands.executeCommand("manimVideo.doctor");
      return null;
    },
    "results.raiseCap": async ({ id }) => {
      const { maxUsd, spent } = await ask("guarded.cap", { id });
      const named = await askCap(maxUsd, spent);
      if (named === undefined) return false;
      const job = await ask("guarded.setCap", { id, maxUsd: named });
      await vscode.commands.executeCommand("manimVideo.resumeJob", job.list === "" ? job.id : { list: job.list });
      return true;
    },
  };
}

async function askCap(maxUsd: number, spent: number | null): Promise<number | undefined> {
  const used =
    spent === null
      ? vscode.l10n.t("What was spent is not known.")
      : vscode.l10n.t("{0} USD are spent.", spent.toFixed(4));
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t("Raise the cap"),
    prompt: `${used} ${vscode.l10n.t("The cap is {0} USD. The most it may cost from now on, in USD:", maxUsd)}`,
    value: String(Math.max(maxUsd * 2, 0.1)),
    validateInput: (typed) => (Number(typed) > maxUsd ? undefined : vscode.l10n.t("Name an amount above {0}.", maxUsd)),
  });
  return given === undefined ? undefined : Number(given);
}

function formOf(form: unknown): ResultForm {
  const found = resultForms.find((known) => known === form);
  if (found === undefined) throw new Error(`there is no form ${JSON.stringify(form)}`);
  return found;
}

function lineOf(line: unknown): number {
  return typeof line === "number" && Number.isInteger(line) && line >= 1 ? line : 1;
}
