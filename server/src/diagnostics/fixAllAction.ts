/** "Fix all Manim problems": listed at once, worked out when it is chosen, since that runs the scene. */
import { CodeActionKind, type CodeAction, type TextEdit } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { ProblemError } from "../../../protocol/problems.js";
import type { SceneDesk } from "../sceneDesk.js";
import { looksLikeScenes } from "./sceneClasses.js";

/** For `editor.codeActionsOnSave`, too. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.manimVideo`;

const Data = z.object({ fixAll: z.string() });

/**
 * `only` are the kinds that were asked for, which stand for all below them. Where none is named a list of quick fixes is
 * wanted, and editors show no action on the whole file in it.
 */
export function fixAllActions(document: TextDocument | undefined, only: readonly string[] | undefined): CodeAction[] {
  const isAsked = only?.some((kind) => kind === fixAllKind || fixAllKind.startsWith(`${kind}.`));
  if (isAsked !== true || document?.uri.startsWith("file:") !== true || !looksLikeScenes(document.getText())) return [];
  return [{ title: "Fix all Manim problems", kind: fixAllKind, data: { fixAll: document.uri } }];
}

/** The action with its edit; without one where nothing has to be or can be fixed, or the text changed meanwhile. */
export async function withFixAllEdit(
  action: CodeAction,
  find: (uri: string) => TextDocument | undefined,
  desk: Pick<SceneDesk, "fix">,
  signal: AbortSignal,
): Promise<CodeAction> {
  const data = Data.safeParse(action.data);
  const document = data.success ? find(data.data.fixAll) : undefined;
  if (document === undefined) return action;
  const { uri, version } = document;
  const source = document.getText();
  try {
    const outcome = await desk.fix({ source, file: fileURLToPath(uri) }, signal);
    if (outcome.kind !== "fixed" || document.version !== version) return action;
    const edits = [editOf(document, outcome.code)];
    return { ...action, edit: { documentChanges: [{ textDocument: { uri, version }, edits }] } };
  } catch (error) {
    // What stops it (no Manim, no trust) is shown where the check of the document says it.
    if (error instanceof ProblemError) return action;
    throw error;
  }
}

/** One edit of what differs, so that the cursor stays where the text is the same. */
function editOf(document: TextDocument, changed: string): TextEdit {
  const source = document.getText();
  const shorter = Math.min(source.length, changed.length);
  let start = 0;
  while (start < shorter && source[start] === changed[start]) start += 1;
  let same = 0;
  while (same < shorter - start && source.at(-1 - same) === changed.at(-1 - same)) same += 1;
  const range = { start: document.positionAt(start), end: document.positionAt(source.length - same) };
  return { range, newText: changed.slice(start, changed.length - same) };
}
