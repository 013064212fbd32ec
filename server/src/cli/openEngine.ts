/** The engine as the command line wires it: keys and settings from the environment and flags. */
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Engine } from "../engine.js";
import type { EngineOptions } from "../engineParts.js";
import { standardErrorLog } from "../log.js";
import { pythonsOnPath } from "../manim/python.js";
import type { Arguments } from "./arguments.js";
import { configurationOf } from "./configuration/settingsOf.js";

/** The folder that holds dist/, media/ and server/. */
export const installation = dirname(dirname(fileURLToPath(import.meta.url)));

/** `more` goes before what the command line has. */
export function openEngine(typed: Arguments, more: Partial<EngineOptions> = {}): Engine {
  const { settings, refused } = configurationOf(typed, process.env);
  const log = standardErrorLog(true);
  // The config command shows them itself.
  if (typed.command !== "config") for (const { file, message } of refused) log.warn(`${file ?? ""}: ${message}`);
  const key = process.env["GEMINI_API_KEY"]?.trim() || null;
  const prepared = process.env["MANIM_VIDEO_DEFAULT_PYTHON"];
  return new Engine({
    stateFolder: stateFolderOf(typed),
    installation,
    log,
    // A batch takes hours and costs money: what happens to it is always said.
    batchLog: standardErrorLog(),
    settings: () => settings,
    keys: {
      geminiKey: () => Promise.resolve(key),
      hasGeminiKey: () => Promise.resolve(key !== null),
      openaiKey: () => Promise.resolve(process.env["OPENAI_API_KEY"]?.trim() || null),
    },
    pythons: () => [...(prepared === undefined ? [] : [prepared]), ...pythonsOnPath()],
    trusted: () => true,
    ...more,
  });
}

/** Where jobs and caches lie. */
export function stateFolderOf({ state }: Arguments): string {
  return state === "" ? defaultStateFolder() : resolve(state);
}

function defaultStateFolder(): string {
  const { XDG_STATE_HOME, LOCALAPPDATA } = process.env;
  if (process.platform === "win32")
    return join(LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "manim-video", "state");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "manim-video", "state");
  return join(XDG_STATE_HOME ?? join(homedir(), ".local", "state"), "manim-video");
}
