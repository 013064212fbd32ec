/**
 * The editor's own models, which only the extension can reach: the language server asks the client, which asks
 * `vscode.lm`. No request holds a key, and the editor tells no tokens.
 */
import { RequestType } from "vscode-languageserver-protocol";
import type { Answer } from "./server.js";

/** A part of the talk so far. The editor's models know no system role: instructions are the first user message. */
export type EditorMessage =
  | { role: "user"; text: string }
  | { role: "assistant"; text: string; calls: EditorCall[] }
  | { role: "tools"; results: { id: string; text: string }[] };

export interface EditorCall {
  id: string;
  name: string;
  input: Readonly<Record<string, unknown>>;
}

export interface EditorModelAsked {
  /** `vendor/family`, `vendor/id`, a family or an id; empty for the first model there is. */
  model: string;
  messages: EditorMessage[];
  tools: { name: string; description: string; inputSchema: Readonly<Record<string, unknown>> }[];
}

export interface EditorModelAnswer {
  text: string;
  calls: EditorCall[];
  /** `vendor/id` of the model that answered. */
  model: string;
}

/** Server to client: one answer of a model of the editor. Cancelled by the request's own token. */
export const EditorModelRequest = new RequestType<EditorModelAsked, Answer<EditorModelAnswer>, void>(
  "manimVideo/editorModel",
);
