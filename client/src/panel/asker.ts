/** Questions of the extension itself to the backend, with the types that protocol/calls gives their answers. */
import type * as vscode from "vscode";
import type { AnsweredCall, AnsweredCalls } from "../../../protocol/calls/panelCalls.js";
import { ProblemError } from "../../../protocol/problems.js";
import type { Backend } from "../backend.js";

/** Throws ProblemError where the backend answers with a problem. */
export type Ask = <Name extends AnsweredCall>(
  name: Name,
  value: AnsweredCalls[Name]["value"],
  token?: vscode.CancellationToken,
) => Promise<AnsweredCalls[Name]["answer"]>;

/** Values may come from a webview: the backend checks their shapes. */
export function asker(backend: () => Promise<Backend>): Ask {
  return async (name, value, token) => {
    const answer = await (await backend()).panelCall(name, value, token);
    if (!answer.ok) throw new ProblemError(answer.problem);
    return answer.value;
  };
}
