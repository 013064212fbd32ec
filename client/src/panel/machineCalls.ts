/** What the panel asks about this machine that is shown outside of the panel. */
import * as vscode from "vscode";
import type { MachineCalls, machineCallsOfServer } from "../../../protocol/calls/machineCalls.js";
import type { EditorCalls } from "./panelCalls.js";

type Own = Pick<EditorCalls, Exclude<keyof MachineCalls, (typeof machineCallsOfServer)[number]>>;

export function machineCalls(): Own {
  return {
    "machine.doctor": async () => {
      await vscode.commands.executeCommand("manimVideo.doctor");
      return null;
    },
  };
}
