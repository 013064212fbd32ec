/** The texts that the extension and the panel show through `t`, `counted` and `vscode.l10n.t`, read from the sources. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

export interface ShownText {
  text: string;
  /** File and line. */
  at: string;
}

export interface ShownTexts {
  texts: ShownText[];
  /** Places of calls whose text is no literal, so that no bundle can be compared with it. */
  unreadable: string[];
}

/** Which arguments of these functions are texts. */
const takers = new Map<string, readonly number[]>([
  ["t", [0]],
  ["counted", [1, 2]],
  ["vscode.l10n.t", [0]],
]);

/** Of all TypeScript files below the folders. */
export function shownTexts(folders: readonly string[]): ShownTexts {
  const found: ShownTexts = { texts: [], unreadable: [] };
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".ts")) readFile(join(folder, name), found);
  return found;
}

function readFile(path: string, found: ShownTexts): void {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const places = takers.get(node.expression.getText(file)) ?? [];
      for (const place of places) readArgument(node.arguments[place], file, found);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}

/** A literal, or a choice between literals. */
function readArgument(node: ts.Expression | undefined, file: ts.SourceFile, found: ShownTexts): void {
  if (node === undefined) return;
  const at = `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
  if (ts.isParenthesizedExpression(node)) readArgument(node.expression, file, found);
  else if (ts.isConditionalExpression(node)) {
    readArgument(node.whenTrue, file, found);
    readArgument(node.whenFalse, file, found);
  } else if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    found.texts.push({ text: node.text, at });
  // The bundle's own reader passes texts on.
  else if (!file.fileName.endsWith("webview/src/l10n.ts")) found.unreadable.push(at);
}

/** `{0}`, `{1}` … of a text, sorted, each once. */
export function gapsOf(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}
