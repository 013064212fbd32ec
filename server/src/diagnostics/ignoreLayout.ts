/** The quick fix of a layout finding that is meant so: a comment that switches the findings of its line off. */
import { CodeActionKind, type CodeAction, type Diagnostic } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { source } from "./toDiagnostic.js";

/** The end of a line that ignores some findings already. */
const ignoring = /# layout: ignore [^#]*$/;

/** One action for each line with findings; none where a comment at the end of the line would be part of a text. */
export function ignoreActions(document: TextDocument | undefined, diagnostics: readonly Diagnostic[]): CodeAction[] {
  if (document === undefined) return [];
  const layout = diagnostics.filter(({ source: from, code }) => from === source && String(code).startsWith("layout-"));
  const byLine = Map.groupBy(layout, ({ range }) => range.start.line);
  return [...byLine].flatMap(([line, found]) => {
    const text = lineOf(document, line);
    if (/"""|'''|\\$/.test(text)) return [];
    const end = { line, character: text.length };
    const codes = [...new Set(found.map(({ code }) => String(code)))].join(", ");
    const newText = ignoring.test(text) ? `, ${codes}` : `  # layout: ignore ${codes}`;
    const edit = { range: { start: end, end }, newText };
    return [
      {
        title: "Ignore the layout findings of this line",
        kind: CodeActionKind.QuickFix,
        diagnostics: found,
        edit: { changes: { [document.uri]: [edit] } },
      },
    ];
  });
}

/** Without the end of the line and what blank there is before it. */
function lineOf(document: TextDocument, line: number): string {
  return document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } }).trimEnd();
}
