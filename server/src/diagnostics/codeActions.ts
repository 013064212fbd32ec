/** Quick fixes of our diagnostics: those that need no model as edits, and "Fix with AI" as a command that shows a diff. */
import { CodeActionKind, DiagnosticSeverity, type CodeAction, type Diagnostic } from "vscode-languageserver/node";
import { rangeOf, source, type DiagnosticData } from "./toDiagnostic.js";

export function actionsFor(uri: string, diagnostics: Diagnostic[]): CodeAction[] {
  const ours = diagnostics.filter((diagnostic) => diagnostic.source === source);
  return [
    ...ours.flatMap((diagnostic) => edits(uri, diagnostic)),
    ...ours.flatMap(allowing),
    ...ours
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .slice(0, 1)
      .map((diagnostic) => withModel(uri, diagnostic)),
  ];
}

function edits(uri: string, diagnostic: Diagnostic): CodeAction[] {
  const { fixes } = dataOf(diagnostic);
  return fixes.map(({ title, edits }, index) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: index === 0,
    edit: { changes: { [uri]: edits.map(({ text, ...span }) => ({ range: rangeOf(span), newText: text })) } },
  }));
}

/** The user is asked before anything is allowed: by the command. */
function allowing(diagnostic: Diagnostic): CodeAction[] {
  const { allow } = dataOf(diagnostic);
  if (allow === undefined) return [];
  const title = `Allow scenes to import ${allow}…`;
  return [
    {
      title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
      command: { title, command: "manimVideo.allowImport", arguments: [allow] },
    },
  ];
}

function withModel(uri: string, diagnostic: Diagnostic): CodeAction {
  return {
    title: "Fix with AI",
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title: "Fix with AI", command: "manimVideo.fixScene", arguments: [uri, dataOf(diagnostic).scene] },
  };
}

function dataOf(diagnostic: Diagnostic): DiagnosticData {
  return (diagnostic.data as DiagnosticData | undefined) ?? { scene: null, fixes: [] };
}
