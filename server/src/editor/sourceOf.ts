import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { TextDocuments } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SceneSource } from "../manim/scenes.js";
import { onFile } from "../storage/fileProblems.js";

/** The text of a document as it stands in the editor, else as it was saved. Throws ProblemError. */
export async function sourceOf(uri: string, documents: TextDocuments<TextDocument>): Promise<SceneSource> {
  const file = fileURLToPath(uri);
  const open = documents.get(uri)?.getText();
  return { file, source: open ?? (await onFile(file, () => readFile(file, "utf8"))) };
}
