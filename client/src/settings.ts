/** The editor's configuration as the settings that the backend takes. */
import * as vscode from "vscode";
import { problem, type Problem } from "../../protocol/problems.js";
import { settingKinds, type SettingName, type Settings } from "../../protocol/settings.js";

export const section = "manimVideo";

interface Kind {
  readonly default: unknown;
  readonly choices?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Takes each setting from `lookup`; one that cannot be used is replaced by its default and reported. */
export function settingsFrom(lookup: (name: SettingName) => unknown): { settings: Settings; problems: Problem[] } {
  const problems: Problem[] = [];
  const entries = Object.entries(settingKinds).map(([name, kind]: [string, Kind]) => {
    const value = lookup(name as SettingName) ?? kind.default;
    const fault = faultOf(value, kind);
    if (fault === null) return [name, value];
    problems.push(problem("setting-invalid", `${section}.${name} ${fault}; its default is used instead.`));
    return [name, structuredClone(kind.default)];
  });
  return { settings: Object.fromEntries(entries) as Settings, problems };
}

/** The settings in force for the first workspace folder. */
export function configuredSettings(): { settings: Settings; problems: Problem[] } {
  const configuration = vscode.workspace.getConfiguration(section, vscode.workspace.workspaceFolders?.[0]?.uri ?? null);
  return settingsFrom((name) => configuration.get(name));
}

function faultOf(value: unknown, kind: Kind): string | null {
  if (kind.choices) return kind.choices.includes(value) ? null : `must be one of ${kind.choices.join(", ")}`;
  if (Array.isArray(kind.default))
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? null : "must be a list of texts";
  if (typeof value !== typeof kind.default) return `must be a ${typeof kind.default}`;
  if (typeof value !== "number") return null;
  const { minimum = -Infinity, maximum = Infinity } = kind;
  return value >= minimum && value <= maximum ? null : `must be between ${minimum} and ${maximum}`;
}
