/** What the settings say of checks: which layout findings are wanted, and how much may be kept between two of them. */
import { problemKinds } from "../../../protocol/problems.js";
import type { Settings } from "../../../protocol/settings.js";
import type { Keeping } from "../../../protocol/worker.js";

const megabyte = 1024 * 1024;

/** Codes of the layout findings to look for; none when they are switched off. */
export function layoutWished(settings: Settings): string[] {
  if (!settings["check.layout"]) return [];
  const unwanted = new Set(settings["check.layoutIgnore"]);
  return Object.keys(problemKinds).filter((code) => code.startsWith("layout-") && !unwanted.has(code));
}

/** How much may be kept for this document; null when the settings want nothing kept. */
export function keepingOf(settings: Settings, session: string | undefined): Keeping | null {
  const memory = settings["check.snapshotMemory"] * megabyte;
  return session === undefined || memory === 0 ? null : { session, memory };
}
