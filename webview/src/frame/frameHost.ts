/** The live frame's only way out: messages to the extension, and the place that survives a reload of the window. */
import type { LiveFrameMessage, LiveFrameTarget } from "../../../protocol/liveFrame.js";

interface VsCodeApi {
  postMessage(message: LiveFrameMessage): void;
  setState(state: LiveFrameTarget): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

let api: VsCodeApi | undefined;

/** The editor's interface, which may be acquired once only. */
export function frameHost(): VsCodeApi {
  return (api ??= acquireVsCodeApi());
}
