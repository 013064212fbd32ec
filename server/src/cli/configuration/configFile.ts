/**
 * Settings from a JSON file, by their names or by those of their environment variables. A project's file may be a
 * stranger's: it sets only what any workspace may set.
 */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { problem, ProblemError, type Problem } from "../../../../protocol/problems.js";
import { settingKinds, type SettingName } from "../../../../protocol/settings.js";
import { fault } from "./settingValue.js";
import type { Layer } from "./layer.js";

export function userFile(environment: NodeJS.ProcessEnv): string {
  const named = environment["MANIM_VIDEO_CONFIG"] ?? "";
  if (named !== "") return named;
  if (process.platform === "win32")
    return join(environment["APPDATA"] ?? join(homedir(), "AppData", "Roaming"), "manim-video", "config.json");
  if (process.platform === "darwin")
    return join(homedir(), "Library", "Application Support", "manim-video", "config.json");
  return join(environment["XDG_CONFIG_HOME"] || join(homedir(), ".config"), "manim-video", "config.json");
}

export function projectFile(folder: string): string {
  return join(folder, "manim-video.json");
}

/** Nothing where there is no such file. What it may not set goes to `refused`. Throws ProblemError `setting-invalid`. */
export function fromFile(path: string, whose: "user" | "project", refused: Problem[]): Layer {
  const invalid = (message: string): Problem => problem("setting-invalid", message, { file: path });
  const layer: Layer = {};
  for (const [key, value] of Object.entries(read(path, invalid))) {
    const name = namesOf.get(key);
    if (name === undefined) throw new ProblemError(invalid(`There is no setting ${JSON.stringify(key)}.`));
    if (whose === "project" && settingKinds[name].scope !== "resource") {
      refused.push({ ...invalid(`A project's file may not set ${key}; your own may.`), severity: "warning" });
      continue;
    }
    const can = fault(name, value);
    if (can !== null) throw new ProblemError(invalid(`${key} is ${JSON.stringify(value)}; it can be ${can}.`));
    layer[name] = { value, from: path };
  }
  return layer;
}

const namesOf = new Map(
  (Object.keys(settingKinds) as SettingName[]).flatMap((name): [string, SettingName][] => {
    const kind: { environment?: string } = settingKinds[name];
    return [
      [name, name],
      ...(kind.environment === undefined ? [] : [[kind.environment, name] as [string, SettingName]]),
    ];
  }),
);

function read(path: string, invalid: (message: string) => Problem): object {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return {};
    throw new ProblemError(invalid(`The settings cannot be read: ${code ?? String(error)}.`));
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  } catch (error) {
    throw new ProblemError(invalid(`The settings are not JSON: ${error instanceof Error ? error.message : ""}`));
  }
  throw new ProblemError(invalid("The settings are not a JSON object."));
}
