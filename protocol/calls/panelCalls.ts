/**
 * Everything the job panel can ask and get an answer to. A call goes from the webview to the extension, which answers it
 * itself (keys, files to choose, the clipboard) or passes it on to the server under the same name.
 */
import type { CacheCalls, GuardedCacheCalls } from "./cacheCalls.js";
import { cacheCallsOfServer, guardedCacheCalls } from "./cacheCalls.js";
import type { GuardedHistoryCalls, HistoryCalls } from "./historyCalls.js";
import { guardedHistoryCalls, historyCallsOfServer } from "./historyCalls.js";
import type { MachineCalls } from "./machineCalls.js";
import { machineCallsOfServer } from "./machineCalls.js";
import type { NewJobCalls } from "./newJobCalls.js";
import { newJobCallsOfServer } from "./newJobCalls.js";
import type { GuardedResultCalls, ResultCalls } from "./resultCalls.js";
import { guardedResultCalls, resultCallsOfServer } from "./resultCalls.js";
import type { TotalsCalls } from "./totalsCalls.js";
import { totalsCallsOfServer } from "./totalsCalls.js";

export interface PanelCalls extends NewJobCalls, HistoryCalls, ResultCalls, CacheCalls, TotalsCalls, MachineCalls {}

export type CallName = keyof PanelCalls;
export type CallValue<Name extends CallName> = PanelCalls[Name]["value"];
export type CallAnswer<Name extends CallName> = PanelCalls[Name]["answer"];

/** The calls that the extension passes on; all others it answers itself. */
export const serverCalls = [
  ...newJobCallsOfServer,
  ...historyCallsOfServer,
  ...resultCallsOfServer,
  ...cacheCallsOfServer,
  ...totalsCallsOfServer,
  ...machineCallsOfServer,
] as const;
export type ServerCall = (typeof serverCalls)[number];
export type EditorCall = Exclude<CallName, ServerCall>;

/** What the server answers the extension, which asks the user before, and never passes on for the webview. */
export const guardedCalls = [...guardedHistoryCalls, ...guardedResultCalls, ...guardedCacheCalls] as const;
export type GuardedCall = (typeof guardedCalls)[number];

/** Everything that the server answers. */
export interface AnsweredCalls extends PanelCalls, GuardedHistoryCalls, GuardedResultCalls, GuardedCacheCalls {}
export type AnsweredCall = ServerCall | GuardedCall;

export const isServerCall = (name: string): name is ServerCall => (serverCalls as readonly string[]).includes(name);
