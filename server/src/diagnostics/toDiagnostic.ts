/** Problems as LSP diagnostics. Ours count from 1, LSP's from 0; both count UTF-16 code units. */
import { DiagnosticSeverity, type Diagnostic, type Range } from "vscode-languageserver/node";
import type { Problem, Severity, Span, TextFix } from "../../../protocol/problems.js";
import { withInterval } from "./interval.js";

/** What a diagnostic carries so that its quick fixes need no second look at the code. */
export interface DiagnosticData {
  scene: string | null;
  fixes: TextFix[];
  /** See {@link Problem.allow}. */
  allow?: string;
}

export const source = "Manim Video";

const severities: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** A problem without a place is shown on the first line. */
export function toDiagnostic(problem: Problem, uri: string): Diagnostic {
  const { scene = null, fixes = [], allow } = problem;
  const data: DiagnosticData = { scene, fixes, ...(allow === undefined ? {} : { allow }) };
  const related = (problem.related ?? []).map(({ message, ...place }) => ({
    message,
    location: { uri, range: rangeOf(place) },
  }));
  return {
    range: rangeOf(problem),
    severity: severities[problem.severity],
    code: problem.code,
    source,
    message: withInterval(problem),
    data,
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

export function rangeOf({ line = 1, column = 1, endLine, endColumn }: Partial<Span>): Range {
  const start = { line: line - 1, character: column - 1 };
  const end = { line: (endLine ?? line) - 1, character: (endColumn ?? (endLine === undefined ? column + 1 : 1)) - 1 };
  return { start, end };
}
