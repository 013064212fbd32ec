/** Messages of the webview, taken in only when they have the shape that protocol/panel.ts promises. */
import type { CallName } from "../../protocol/calls/panelCalls.js";
import type { PanelMessage } from "../../protocol/panel.js";

const longest = 1_000;

/** The message, or null for anything else a webview may post. */
export function panelMessageFrom(value: unknown): PanelMessage | null {
  if (typeof value !== "object" || value === null) return null;
  const { type, id, file, list, name, value: given } = value as Record<string, unknown>;
  switch (type) {
    case "ready":
    case "setKey":
      return { type };
    case "cancel":
    case "resume":
    case "openVideo":
    case "wantJob":
    case "revealFolder":
      return isName(id) ? { type, id } : null;
    case "cancelList":
    case "resumeList":
      return isName(list) ? { type, list } : null;
    case "openCode":
      if (!isName(id)) return null;
      if (file === undefined) return { type, id };
      return isName(file) ? { type, id, file } : null;
    case "call":
      // Who answers the call checks its name and its value.
      return isNumber(id) && isName(name) ? { type, id, name: name as CallName, value: given } : null;
    case "endCall":
      return isNumber(id) ? { type, id } : null;
    default:
      return null;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= longest;
}
