/** Changes of a text by offsets, and the same as a fix that the editor shows. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextFix } from "../../../protocol/problems.js";

/** Offsets count UTF-16 code units; the end is exclusive. */
export interface Change {
  start: number;
  end: number;
  text: string;
}

/** Changes that mend a problem together, in words for the user to choose by. */
export interface Offer {
  title: string;
  changes: Change[];
}

/** Null when there is nothing to change. Of two changes that want the same place the first one has it. */
export function fixOf(code: string, title: string, changes: readonly Change[]): TextFix | null {
  const document = TextDocument.create("", "python", 1, code);
  const apart: Change[] = [];
  for (const change of changes) {
    const changesNothing = code.slice(change.start, change.end) === change.text;
    if (!changesNothing && !apart.some((other) => overlap(change, other))) apart.push(change);
  }
  if (apart.length === 0) return null;
  const edits = apart
    .toSorted((one, other) => one.start - other.start)
    .map(({ start, end, text }) => {
      const [from, to] = [document.positionAt(start), document.positionAt(end)];
      return {
        line: from.line + 1,
        column: from.character + 1,
        endLine: to.line + 1,
        endColumn: to.character + 1,
        text,
      };
    });
  return { title, edits };
}

/** The text with the fix's edits made. Throws when they overlap. */
export function withFix(code: string, fix: TextFix): string {
  const document = TextDocument.create("", "python", 1, code);
  const edits = fix.edits.map(({ line, column, endLine, endColumn, text }) => ({
    newText: text,
    range: {
      start: { line: line - 1, character: column - 1 },
      end: { line: endLine - 1, character: endColumn - 1 },
    },
  }));
  return TextDocument.applyEdits(document, edits);
}

/** The offset of a place that counts from 1. */
export function offsetOf(code: string, line: number, column: number): number {
  return TextDocument.create("", "python", 1, code).offsetAt({ line: line - 1, character: column - 1 });
}

/** Two insertions at the same place overlap as well: their order would be left to chance. */
function overlap(one: Change, other: Change): boolean {
  if (one.start === other.start && one.end === other.end) return true;
  return one.start < other.end && other.start < one.end;
}
