/** The doctor's findings as a list, with what to do about each, and the installation of Manim from it. */
import * as vscode from "vscode";
import type { Finding } from "../../protocol/server.js";
import { installerFor, type Installer } from "./installer.js";
import { offer } from "./problemMessage.js";
import type { Services } from "./services.js";
import { withProgress } from "./withProgress.js";

type Entry = vscode.QuickPickItem & { run?: () => unknown };

const icons: Record<Finding["state"], string> = { good: "$(pass)", warning: "$(warning)", missing: "$(error)" };

/** Findings that an installation of Manim puts right. A Python that only lacks Typst is used before what is installed. */
const installable = new Set(["python-missing", "python-too-old", "manim-missing", "manim-too-old"]);

export async function diagnose(services: Services): Promise<void> {
  const backend = await services.server.ready();
  const findings = await withProgress(vscode.l10n.t("Looking for Python and Manim"), () => backend.doctor());
  const entries = entriesFor(findings, installerFor(services.context), () => diagnose(services));
  const ill = findings.filter(({ state }) => state !== "good").length;
  const chosen = await vscode.window.showQuickPick(entries, {
    title: vscode.l10n.t("Manim Video: Doctor"),
    placeHolder:
      ill === 0
        ? vscode.l10n.t("Everything that is needed is there")
        : vscode.l10n.t("Choose a finding for what to do about it"),
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  await chosen?.run?.();
}

/** The list's entries: what is missing first, then an offer to install it, then what is there. */
export function entriesFor(findings: Finding[], installer: Installer | null, again: () => unknown): Entry[] {
  const order: Finding["state"][] = ["missing", "warning", "good"];
  const sorted = [...findings].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  const entries = sorted.map((finding): Entry => {
    const { name, state, detail, problem } = finding;
    const label = `${icons[state]} ${name}`;
    if (state === "good") return { label, description: detail };
    const words = [detail, problem?.fix ?? ""].filter((text) => text !== "").join(" ");
    return { label, detail: words, run: () => showInFull(name, words, problem?.fix) };
  });
  const curable = findings.some(({ problem }) => problem !== undefined && installable.has(problem.code));
  if (!curable || !installer) return entries;
  const install = async () => {
    if (await installer.install()) await again();
  };
  const offered = {
    label: vscode.l10n.t("$(cloud-download) Install Manim"),
    detail: vscode.l10n.t("Makes a Python environment of its own and installs Manim with Typst in it"),
    run: install,
  };
  return [offered, ...entries];
}

/** The list cuts long lines off; a notification does not. */
function showInFull(name: string, words: string, fix = words): Promise<void> {
  return offer("information", `${name}: ${words}`, [
    { title: vscode.l10n.t("Copy"), run: () => vscode.env.clipboard.writeText(fix) },
  ]);
}
