/** The webview's only way out: messages to the extension, and the state that survives a reload. */
import type { PanelMessage, PanelState } from "../../protocol/panel.js";

/** The panel's state, and which page it was kept by: a new page may bring a selection of its own. */
export interface KeptState extends PanelState {
  page: string;
}

interface VsCodeApi {
  postMessage(message: PanelMessage): void;
  getState(): KeptState | undefined;
  setState(state: KeptState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

let api: VsCodeApi | undefined;

/** The editor's interface, which may be acquired once only. */
export function host(): VsCodeApi {
  return (api ??= acquireVsCodeApi());
}
