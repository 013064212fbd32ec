/** The CLI's settings: defaults, then the environment, then flags. Nothing is read from the project's folder. */
import { problem, ProblemError } from "../../../protocol/problems.js";
import { defaultSettings, settingKinds, type SettingName, type Settings } from "../../../protocol/settings.js";
import type { Arguments } from "./arguments.js";

/** Throws ProblemError `setting-invalid` when a variable holds what its setting cannot be. */
export function settingsOf(typed: Arguments, environment: NodeJS.ProcessEnv): Settings {
  const settings = { ...defaultSettings(), ...fromEnvironment(environment) };
  return {
    ...settings,
    provider: typed.provider ?? settings.provider,
    quality: typed.quality ?? settings.quality,
    mode: typed.mode ?? settings.mode,
    model: typed.model ?? settings.model,
    pythonPath: typed.python || (environment["MANIM_VIDEO_PYTHON"] ?? ""),
    outputFolder: typed.out || settings.outputFolder,
  };
}

function fromEnvironment(environment: NodeJS.ProcessEnv): Partial<Settings> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(settingKinds) as SettingName[]) {
    const kind = settingKinds[name];
    const text = kind.environment === undefined ? undefined : environment[kind.environment];
    if (kind.environment !== undefined && text !== undefined && text !== "")
      found[name] = read(kind.environment, text, kind);
  }
  return found;
}

interface Kind {
  default: unknown;
  choices?: readonly unknown[];
  minimum?: number;
  maximum?: number;
}

function read(variable: string, text: string, kind: Kind): unknown {
  const wrong = (can: string): ProblemError =>
    new ProblemError(problem("setting-invalid", `${variable} is ${JSON.stringify(text)}; it can be ${can}.`));
  if (kind.choices !== undefined && !kind.choices.includes(text)) throw wrong(kind.choices.join(", "));
  if (typeof kind.default === "boolean") {
    if (!["true", "false"].includes(text)) throw wrong("true or false");
    return text === "true";
  }
  if (typeof kind.default !== "number") return text;
  const value = Number(text);
  const [least, most] = [kind.minimum ?? 0, kind.maximum ?? Number.MAX_SAFE_INTEGER];
  if (!Number.isInteger(value) || value < least || value > most) throw wrong(`a whole number from ${least} to ${most}`);
  return value;
}
