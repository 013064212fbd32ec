/** Asks the extension and waits for the answer. */
import type { CallAnswer, CallName, CallValue } from "../../protocol/calls/panelCalls.js";
import type { HostMessage } from "../../protocol/panel.js";
import type { Answer } from "../../protocol/server.js";
import { host } from "./host.js";

let last = 0;

/** The answer, or the problem that prevented it; rejects only when `signal` is aborted. */
export function call<Name extends CallName>(
  name: Name,
  value: CallValue<Name>,
  signal?: AbortSignal,
): Promise<Answer<CallAnswer<Name>>> {
  const id = ++last;
  return new Promise((resolve, reject) => {
    const end = (): void => {
      window.removeEventListener("message", receive);
      signal?.removeEventListener("abort", abort);
    };
    const receive = ({ data }: MessageEvent<HostMessage>): void => {
      if (data.type !== "answer" || data.id !== id) return;
      end();
      resolve(data.answer as Answer<CallAnswer<Name>>);
    };
    const abort = (): void => {
      end();
      host().postMessage({ type: "endCall", id });
      reject(signal?.reason as Error);
    };
    if (signal?.aborted) {
      abort();
      return;
    }
    window.addEventListener("message", receive);
    signal?.addEventListener("abort", abort, { once: true });
    host().postMessage({ type: "call", id, name, value });
  });
}
