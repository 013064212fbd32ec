/** The webview's only way out: messages to the extension, and the state that survives a reload. */
import type { PanelMessage, PanelState } from "../../protocol/panel.js";

interface VsCodeApi {
  postMessage(message: PanelMessage): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

let api: VsCodeApi | undefined;

/** The editor's interface, which may be acquired once only. */
export function host(): VsCodeApi {
  return (api ??= acquireVsCodeApi());
}

/** Changes a part of the state that survives a reload. */
export function keep(part: Partial<PanelState>): void {
  host().setState({ selected: null, ...host().getState(), ...part });
}
