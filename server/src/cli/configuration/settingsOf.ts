/** The CLI's settings, weakest first: defaults, the user's file, the project's file, the environment, flags. */
import { defaultSettings, settingKinds, type SettingName, type Settings } from "../../../../protocol/settings.js";
import type { Problem } from "../../../../protocol/problems.js";
import type { Arguments } from "../arguments.js";
import { fromEnvironment } from "./environment.js";
import type { Layer } from "./layer.js";
import { fromFile, projectFile, userFile } from "./configFile.js";

export interface SettingInForce {
  name: SettingName;
  value: unknown;
  /** `default`, a file's path, a variable's or a flag's name. */
  from: string;
}

export interface Configuration {
  settings: Settings;
  /** `default`, a file's path, a variable's or a flag's name. */
  from: Record<SettingName, string>;
  /** Settings that a project's file may not set; they are not in force. */
  refused: Problem[];
}

export function settingsOf(typed: Arguments, environment: NodeJS.ProcessEnv): Settings {
  return configurationOf(typed, environment).settings;
}

/** Throws ProblemError `setting-invalid` for a value that its setting cannot have, and for a file that cannot be read. */
export function configurationOf(
  typed: Arguments,
  environment: NodeJS.ProcessEnv,
  folder = process.cwd(),
): Configuration {
  const refused: Problem[] = [];
  const layers = [
    fromFile(userFile(environment), "user", refused),
    fromFile(projectFile(folder), "project", refused),
    fromEnvironment(environment),
    fromFlags(typed),
  ];
  const found = layers.reduce((all, layer) => ({ ...all, ...layer }), {});
  const settings: Record<string, unknown> = defaultSettings();
  const from: Record<string, string> = {};
  for (const name of Object.keys(settingKinds) as SettingName[]) {
    from[name] = found[name]?.from ?? "default";
    if (found[name] !== undefined) settings[name] = found[name].value;
  }
  return { settings: settings as Settings, from: from, refused };
}

function fromFlags(typed: Arguments): Layer {
  const { provider, quality, mode, model, maxUsd, python, out } = typed;
  const given = {
    provider: [provider, "--provider"],
    quality: [quality, "--quality"],
    mode: [mode, "--mode"],
    model: [model, "--model"],
    maxUsd: [maxUsd, "--max-usd"],
    pythonPath: [python || null, "--python"],
    outputFolder: [out || null, "--out"],
  } as const;
  const layer: Layer = {};
  for (const [name, [value, from]] of Object.entries(given))
    if (value !== null) layer[name as keyof typeof given] = { value, from };
  return layer;
}
