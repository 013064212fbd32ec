/** What the live frame's page posts or has kept, taken in only when it has the shape that protocol/liveFrame.ts promises. */
import type { LiveFrameMessage, LiveFrameTarget } from "../../protocol/liveFrame.js";

/** The message, or null for anything else a webview may post. */
export function liveFrameMessageFrom(value: unknown): LiveFrameMessage | null {
  if (typeof value !== "object" || value === null) return null;
  const { type, line } = value as Record<string, unknown>;
  if (type === "ready" || type === "trust" || type === "doctor") return { type };
  return type === "reveal" && isLine(line) ? { type, line } : null;
}

/** The place that a page kept over a reload of the window, or null when it has kept none that can be followed. */
export function liveFrameTargetFrom(value: unknown): LiveFrameTarget | null {
  if (typeof value !== "object" || value === null) return null;
  const { uri, line } = value as Record<string, unknown>;
  return typeof uri === "string" && uri.startsWith("file:") && isLine(line) ? { uri, line } : null;
}

function isLine(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 10_000_000;
}
