/** Asks the client for an answer of one of the editor's own models; an aborted signal cancels the request. */
import { CancellationTokenSource, type Connection } from "vscode-languageserver/node";
import { EditorModelRequest } from "../../../protocol/editorModel.js";
import type { AskEditor } from "../llm/editor/editorModel.js";

export async function askEditor(connection: Connection, ...[asked, signal]: Parameters<AskEditor>) {
  const source = new CancellationTokenSource();
  const cancel = (): void => source.cancel();
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await connection.sendRequest(EditorModelRequest, asked, source.token);
  } finally {
    signal.removeEventListener("abort", cancel);
    source.dispose();
  }
}
