/** The status bar's tooltip: each job with how far it is and what it has cost, and what can be done from here. */
import * as vscode from "vscode";
import { isFinal, type Job } from "../../protocol/job.js";
import { money } from "./quoteWords.js";
import { doing } from "./words.js";

/** More lines than this are no tooltip. */
const mostJobs = 8;

/** Commands that the tooltip's links may run. */
const linked = ["manimVideo.openJobPanel", "manimVideo.cancelJob", "manimVideo.generate"];

/** Of those that run or wait, of which there is at least one; all others of their lists count for the money. */
export function tooltipOf(jobs: readonly Job[]): vscode.MarkdownString {
  const active = jobs.filter(({ status }) => !isFinal(status));
  const tooltip = new vscode.MarkdownString(tooltipText(active, jobs), true);
  tooltip.isTrusted = { enabledCommands: linked };
  return tooltip;
}

/** The tooltip as Markdown. */
export function tooltipText(active: readonly Job[], jobs: readonly Job[]): string {
  const shown = active.slice(0, mostJobs);
  const rows = shown.map((job) => {
    const percent = Math.floor(job.percentage);
    return `| ${link(plain(job.title || job.topic), "openJobPanel", job.id)} | ${plain(doing(job))} | ${bar(percent)}&nbsp;${percent}&nbsp;% | ${spent(job)} | ${link("$(stop-circle)", "cancelJob", job.id, vscode.l10n.t("Cancel"))} |`;
  });
  const more = active.length - shown.length;
  const running = vscode.l10n.t("{0} running", active.length);
  return [
    `**Manim Video** · ${running} · ${plain(sumWords(active, jobs))}`,
    ["| | | | | |", "|:--|:--|:--|--:|:-:|", ...rows].join("\n"),
    ...(more > 0 ? [vscode.l10n.t("and {0} more", more)] : []),
    [
      link(`$(list-unordered) ${vscode.l10n.t("Job panel")}`, "openJobPanel"),
      link(`$(add) ${vscode.l10n.t("New video")}`, "generate"),
    ].join("&nbsp;&nbsp;&nbsp;"),
  ].join("\n\n");
}

function spent({ usage }: Job): string {
  return usage.requests === 0 ? "" : plain(money(usage.usd));
}

/** What the running jobs and the finished ones of their lists have cost until now. */
function sumWords(active: readonly Job[], jobs: readonly Job[]): string {
  const lists = new Set(active.map(({ list }) => list).filter((list) => list !== ""));
  const ids = new Set(active.map(({ id }) => id));
  const usages = jobs.filter(({ id, list }) => ids.has(id) || lists.has(list)).map(({ usage }) => usage);
  const known = usages.flatMap(({ usd, requests }) => (usd === null || requests === 0 ? [] : [usd]));
  if (usages.every(({ requests }) => requests === 0)) return vscode.l10n.t("nothing spent");
  const sum = money(known.reduce((total, usd) => total + usd, 0));
  return known.length < usages.filter(({ requests }) => requests > 0).length
    ? vscode.l10n.t("at least {0} spent", sum)
    : vscode.l10n.t("{0} spent", sum);
}

/** Ten parts, of which those that are done are full. */
function bar(percent: number): string {
  const full = Math.round(percent / 10);
  return "█".repeat(full) + "░".repeat(10 - full);
}

function link(words: string, command: string, argument?: string, title = ""): string {
  const given = argument === undefined ? "" : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${words}](command:manimVideo.${command}${given}${title === "" ? "" : ` "${title}"`})`;
}

/** A text of the user's or a model's, without any power as Markdown; `$(` would be an icon. */
function plain(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const short = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  return short.replace(/[\\`*_{}[\]()#+\-.!|<>$~&]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
