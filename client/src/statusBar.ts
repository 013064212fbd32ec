/** What runs, how far it is, and a click for it in the panel. Hidden while nothing runs. */
import * as vscode from "vscode";
import { isFinal, type Job } from "../../protocol/job.js";
import type { BackendState } from "./backend.js";
import type { JobMirror } from "./jobMirror.js";
import type { LanguageServer } from "./languageServer.js";
import { listProgress } from "./listWords.js";
import { tooltipOf } from "./statusTooltip.js";
import { doing, stageWords, videos } from "./words.js";

export class StatusBar implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem("manimVideo.jobs", vscode.StatusBarAlignment.Left, 0);
  readonly #subscriptions: vscode.Disposable[];

  constructor(
    private readonly jobs: JobMirror,
    private readonly server: LanguageServer,
  ) {
    this.#item.name = "Manim Video";
    const update = () => this.#update();
    this.#subscriptions = [jobs.onDidChange(update), jobs.onDidRefill(update), server.onDidChangeState(update)];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const jobs = this.jobs.all();
    const words = statusWords(jobs, this.server.state);
    if (!words) {
      this.#item.hide();
      return;
    }
    this.#item.text = words.text;
    this.#item.command = {
      title: vscode.l10n.t("Open job panel"),
      command: "manimVideo.openJobPanel",
      arguments: [words.id],
    };
    this.#item.tooltip = this.server.state === "running" ? tooltipOf(jobs) : words.tooltip;
    this.#item.accessibilityInformation = { label: `Manim Video: ${words.tooltip}`, role: "button" };
    this.#item.show();
  }
}

/** More lines than this are no tooltip. */
const mostLines = 12;

/** The bar's text for these jobs and the job it leads to, or null when there is nothing to say. */
export function statusWords(jobs: Job[], backend: BackendState): { text: string; tooltip: string; id: string } | null {
  const active = jobs.filter(({ status }) => !isFinal(status));
  const [first] = active;
  if (!first) return null;
  const { id, list } = first;
  if (backend === "starting")
    return {
      text: `$(sync~spin) Manim: ${vscode.l10n.t("restarting")}`,
      tooltip: vscode.l10n.t("The backend is starting again"),
      id,
    };
  if (backend === "stopped")
    return {
      text: `$(warning) Manim: ${vscode.l10n.t("not running")}`,
      tooltip: vscode.l10n.t("The backend starts again with the next command"),
      id,
    };
  const lines = active
    .slice(0, mostLines)
    .map((job) => `${job.title || job.topic}: ${doing(job)}, ${Math.floor(job.percentage)} %`);
  const more = active.length - lines.length;
  const tooltip = [...lines, ...(more > 0 ? [vscode.l10n.t("and {0} more", videos(more))] : [])].join("\n");
  if (list !== "" && active.every((job) => job.list === list)) {
    const whole = jobs.filter((job) => job.list === list);
    const { percentage } = listProgress(whole);
    const ready = vscode.l10n.t("{0} of {1}", whole.length - active.length, videos(whole.length));
    const text = `$(sync~spin) Manim: ${ready} ${Math.floor(percentage)} %`;
    return { text, tooltip, id };
  }
  const percent = Math.floor(active.reduce((sum, { percentage }) => sum + percentage, 0) / active.length);
  const what = active.length === 1 ? stageWords[first.stage] : videos(active.length);
  return { text: `$(sync~spin) Manim: ${what} ${percent} %`, tooltip, id };
}
