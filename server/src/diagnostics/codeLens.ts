import type { CodeLens } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { scenesIn } from "./sceneClasses.js";

const commands = [
  ["Check", "manimVideo.checkScene"],
  ["Preview", "manimVideo.previewScene"],
  ["Render", "manimVideo.renderScene"],
  ["Fix", "manimVideo.fixScene"],
] as const;

/** Check, Preview, Render and Fix above each scene class. */
export function lensesFor(document: TextDocument): CodeLens[] {
  if (document.languageId !== "python") return [];
  return scenesIn(document.getText()).flatMap(({ name, line }) =>
    commands.map(([title, command]) => ({
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      command: { title, command, arguments: [document.uri, name] },
    })),
  );
}
