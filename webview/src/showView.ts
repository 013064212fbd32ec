/** Shows another view of the panel, from anywhere in it. */
import type { HostMessage } from "../../protocol/panel.js";
import { formView } from "./wishes.js";

/** `view` is the id of its tab. */
export function showView(view: string): void {
  const show: HostMessage = { type: "show", view };
  window.dispatchEvent(new MessageEvent("message", { data: show }));
}

export const openNewVideo = (): void => showView(formView);
