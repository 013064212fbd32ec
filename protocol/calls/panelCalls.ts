/**
 * Everything the job panel can ask and get an answer to. A call goes from the webview to the extension, which answers it
 * itself (keys, files to choose, the clipboard) or passes it on to the server under the same name.
 */
import type { CacheCalls } from "./cacheCalls.js";
import { cacheCallsOfServer } from "./cacheCalls.js";
import type { HistoryCalls } from "./historyCalls.js";
import { historyCallsOfServer } from "./historyCalls.js";
import type { NewJobCalls } from "./newJobCalls.js";
import { newJobCallsOfServer } from "./newJobCalls.js";
import type { ResultCalls } from "./resultCalls.js";
import { resultCallsOfServer } from "./resultCalls.js";

export interface PanelCalls extends NewJobCalls, HistoryCalls, ResultCalls, CacheCalls {}

export type CallName = keyof PanelCalls;
export type CallValue<Name extends CallName> = PanelCalls[Name]["value"];
export type CallAnswer<Name extends CallName> = PanelCalls[Name]["answer"];

/** The calls that the extension passes on; all others it answers itself. */
export const serverCalls = [
  ...newJobCallsOfServer,
  ...historyCallsOfServer,
  ...resultCallsOfServer,
  ...cacheCallsOfServer,
] as const;
export type ServerCall = (typeof serverCalls)[number];
export type EditorCall = Exclude<CallName, ServerCall>;

export const isServerCall = (name: string): name is ServerCall => (serverCalls as readonly string[]).includes(name);
