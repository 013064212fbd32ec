/** What the client sends at its start and when something of it changes, checked; and the interpreters that follow from it. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { homeFolder } from "../../../bin/setup/context.mjs";
import { preparedPython } from "../../../bin/setup/managedPython.mjs";
import type { ServerStart } from "../../../protocol/server.js";
import { defaultSettings, type Settings } from "../../../protocol/settings.js";
import { pythonOfEnvironment, pythonsOnPath } from "../manim/python.js";

/** A setting of another type than its default is left at the default: the client has told the user. */
const SettingsShape = z.record(z.string(), z.unknown()).transform((given): Settings => {
  const defaults = defaultSettings();
  const usable = Object.entries(defaults).map(([name, value]) => {
    const set = given[name];
    return [name, typeof set === typeof value && Array.isArray(set) === Array.isArray(value) ? set : value];
  });
  return Object.fromEntries(usable) as Settings;
});

export const Changed: z.ZodType<Omit<ServerStart, "stateFolder">> = z.object({
  settings: SettingsShape,
  trusted: z.boolean(),
  pythonFromEditor: z.string().nullable(),
});

export const Start: z.ZodType<ServerStart> = z.intersection(Changed, z.object({ stateFolder: z.string().min(1) }));

/** The folders of a workspace that lie in the file system. */
export function foldersOf(workspaceFolders: readonly { uri: string }[] | null | undefined): string[] {
  return (workspaceFolders ?? []).flatMap(({ uri }) => (uri.startsWith("file:") ? [fileURLToPath(uri)] : []));
}

/**
 * Interpreters to try after the setting, in order: the editor's choice, the workspace's own environments, what the
 * tests or a launcher have prepared, what the doctor installed, the search path. Asking a Python for its packages runs
 * it, so nothing that an untrusted workspace could bring or choose is named.
 */
export function interpreters(start: ServerStart, folders: string[], env = process.env): string[] {
  const { platform } = process;
  const chosen = [start.pythonFromEditor, ...folders.map((folder) => pythonOfEnvironment(join(folder, ".venv")))];
  const installed = preparedPython({ home: homeFolder(env, platform), platform });
  const own = [env["MANIM_VIDEO_DEFAULT_PYTHON"], installed, ...pythonsOnPath(env["PATH"])];
  return [...(start.trusted ? chosen : []), ...own].filter((path) => path !== null && path !== undefined);
}
