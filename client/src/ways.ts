/** The ways in which videos can be made here: by whom, and at once or in batches. */
import * as vscode from "vscode";
import { modes, providers, type Mode, type Provider, type Settings } from "../../protocol/settings.js";
import { keyStateWords, type KeyState } from "./secrets.js";

/** What a request says of how it is made; what is absent comes from the settings. */
export interface Way {
  provider: Provider;
  mode?: Mode;
  model?: string;
}

/** The way that a command's argument names, if it names a provider. */
export function wayFrom(given: unknown): Way | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { provider, mode, model } = given as Record<string, unknown>;
  if (!providers.includes(provider as Provider)) return undefined;
  return {
    provider: provider as Provider,
    ...(modes.includes(mode as Mode) && { mode: mode as Mode }),
    ...(typeof model === "string" && { model }),
  };
}

export type WayPick = vscode.QuickPickItem & { way?: Way };

/** What decides which ways there are. */
export interface Surroundings {
  keys: { gemini: KeyState; openai: KeyState };
  settings: Pick<Settings, "mode" | "model" | "openaiBaseUrl">;
  /** Names of the models that the editor itself has. */
  editorModels: string[];
  /** Many topics, for which batches are the usual way. */
  listed: boolean;
}

const batchWords = vscode.l10n.t("Batch (half price, within a day)");

/** The ways as entries of a picker. The usual one of each provider that has batches comes first. */
export function waysFor(around: Surroundings): WayPick[] {
  const { keys, settings, editorModels, listed } = around;
  const named = settings.model.startsWith("openai/") ? settings.model.slice("openai/".length) : "";
  const automatic: WayPick = {
    way: { provider: "auto" },
    label: vscode.l10n.t("$(wand) Automatic"),
    description: automaticWords(around),
    detail: vscode.l10n.t("Gemini when a key is set, otherwise templates, unless manimVideo.model names another"),
  };
  const templates: WayPick = {
    way: { provider: "templates" },
    label: vscode.l10n.t("$(library) Built-in templates (no key)"),
    description: vscode.l10n.t("on this computer"),
    detail: vscode.l10n.t("Classic topics, or your outline with points, formulas, plots and tables"),
  };
  const openai = [named === "" ? vscode.l10n.t("no model is named yet") : named, openaiAccess(around)];
  const batchesFirst = settings.mode === "batch" || (settings.mode === "auto" && listed);
  return [
    automatic,
    templates,
    ...bothModes({
      provider: "gemini",
      label: vscode.l10n.t("$(sparkle) Gemini"),
      description: keyStateWords[keys.gemini],
      detail: vscode.l10n.t("Plans the video for your topic and writes each scene"),
      batchesFirst,
    }),
    ...bothModes({
      provider: "openai",
      label: vscode.l10n.t("$(server) OpenAI-compatible"),
      description: openai.filter((words) => words !== "").join(", "),
      detail: vscode.l10n.t("OpenAI, or a server of your own such as Ollama, LM Studio or vLLM"),
      batchesFirst,
    }),
    ...(editorModels.length > 0 ? [editorPick(editorModels)] : []),
  ];
}

function bothModes(kind: {
  provider: "gemini" | "openai";
  label: string;
  description: string;
  detail: string;
  batchesFirst: boolean;
}): WayPick[] {
  const { provider, label, description, detail, batchesFirst } = kind;
  const atOnce: WayPick = { way: { provider, mode: "interactive" }, label, description, detail };
  const batch: WayPick = {
    way: { provider, mode: "batch" },
    label: `${label}: ${batchWords}`,
    description,
    detail: vscode.l10n.t(
      "Requests are collected into the provider's batches. The price is shown before anything is sent",
    ),
  };
  return batchesFirst ? [batch, atOnce] : [atOnce, batch];
}

function editorPick(models: string[]): WayPick {
  const [first] = models;
  return {
    way: { provider: "editor", mode: "interactive" },
    label: vscode.l10n.t("$(vscode) The editor's own model"),
    description: models.length === 1 ? (first ?? "") : vscode.l10n.t("{0} models", models.length),
    detail: vscode.l10n.t("Such as GitHub Copilot; the editor asks for your consent, and tells no price"),
  };
}

function automaticWords({ keys, settings: { model } }: Surroundings): string {
  if (model.startsWith("openai/")) return vscode.l10n.t("OpenAI-compatible, {0}", model.slice("openai/".length));
  if (model.startsWith("editor/")) return vscode.l10n.t("the editor's own model");
  return keys.gemini === "set" ? "Gemini" : vscode.l10n.t("templates");
}

function openaiAccess({ keys, settings: { openaiBaseUrl } }: Surroundings): string {
  const host = hostOf(openaiBaseUrl);
  if (host === null) return keyStateWords[keys.openai];
  return keys.openai === "set" ? `${host}, ${keyStateWords.set}` : host;
}

/** Whether a request to this address takes a key with it; a server on this computer may go without. */
export function needsOpenaiKey(baseUrl: string): boolean {
  const host = hostOf(baseUrl);
  return host === null || !/^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(host);
}

/** Of an address that was typed; null for none, or nonsense. */
export function hostOf(address: string): string | null {
  return address.trim() === "" ? null : (URL.parse(address.trim())?.host ?? null);
}
