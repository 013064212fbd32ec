/** Earlier code of a scene as documents that a diff can show. The backend has them; a diff outlives a reload of the window. */
import * as vscode from "vscode";
import type { Backend } from "../backend.js";
import { asker } from "./asker.js";

const scheme = "manim-video-attempt";

/** The document of one try; its name is the scene's, so that it has the colours of its language. */
export function attemptUri(id: string, file: string, number: number): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${file}`, query: JSON.stringify({ id, number }) });
}

/** Registers the documents. */
export function attemptTexts(backend: () => Promise<Backend>): vscode.Disposable {
  const ask = asker(backend);
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path, query }, token) => {
      const { id, number } = JSON.parse(query) as { id: string; number: number };
      return (await ask("results.code", { id, file: path.slice(1), number }, token)).text;
    },
  });
}
