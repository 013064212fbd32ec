import { describe, expect, it } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { problem } from "../../../protocol/problems.js";
import { actionsFor } from "../../../server/src/diagnostics/codeActions.js";
import { lensesFor } from "../../../server/src/diagnostics/codeLens.js";
import { ignoreActions } from "../../../server/src/diagnostics/ignoreLayout.js";
import { looksLikeScenes, scenesIn } from "../../../server/src/diagnostics/sceneClasses.js";
import { toDiagnostic } from "../../../server/src/diagnostics/toDiagnostic.js";

const text = `from manim import *

class Base(MovingCameraScene):
    pass

class Second(Base, Mixin):
    def construct(self): broken(

class Other(VGroup):
    pass
`;

describe("scenes of a text", () => {
  it("are found though it does not parse", () => {
    expect(scenesIn(text)).toEqual([
      { name: "Base", line: 2 },
      { name: "Second", line: 5 },
    ]);
  });
  it("make a text worth running", () => {
    expect(looksLikeScenes("import manim as m")).toBe(true);
    expect(looksLikeScenes("import numpy\nprint(1)")).toBe(false);
    expect(looksLikeScenes("# manim")).toBe(false);
  });
  it("have Check, Preview, Render and Fix above each", () => {
    const lenses = lensesFor(TextDocument.create("file:///a.py", "python", 1, text));
    expect(lenses.map(({ command }) => command?.title)).toEqual([
      "Check",
      "Preview",
      "Render",
      "Fix",
      "Check",
      "Preview",
      "Render",
      "Fix",
    ]);
    expect(lenses[4]?.command?.arguments).toEqual(["file:///a.py", "Second"]);
    expect(lensesFor(TextDocument.create("file:///a.txt", "plaintext", 1, text))).toEqual([]);
  });
});

describe("a diagnostic", () => {
  const span = { line: 3, column: 5, endLine: 3, endColumn: 11 };
  const fixes = [{ title: "Change to `Write`", edits: [{ ...span, text: "Write" }] }];
  const diagnostic = toDiagnostic(
    problem("undefined-name", "name 'Wriite' is not defined", { ...span, scene: "S", fixes }),
    "file:///a.py",
  );

  it("counts from zero and has its code and source", () => {
    expect(diagnostic).toMatchObject({
      code: "undefined-name",
      source: "Manim Video",
      range: { start: { line: 2, character: 4 }, end: { line: 2, character: 10 } },
    });
  });
  it("is on the first line when it has no place", () => {
    expect(toDiagnostic(problem("manim-missing", "m"), "file:///a.py").range.start).toEqual({ line: 0, character: 0 });
  });
  it("offers its edit first and the model after", () => {
    const actions = actionsFor("file:///a.py", [diagnostic]);
    expect(actions.map(({ title }) => title)).toEqual(["Change to `Write`", "Fix with AI"]);
    expect(actions[0]?.edit?.changes?.["file:///a.py"]).toEqual([{ range: diagnostic.range, newText: "Write" }]);
    expect(actions[1]?.command?.arguments).toEqual(["file:///a.py", "S"]);
  });
  it("of an import that a scene has no need of offers the question whether it may be", () => {
    const unsafe = toDiagnostic(problem("unsafe-code", "Importing os", { ...span, allow: "os" }), "file:///a.py");
    const [allow] = actionsFor("file:///a.py", [unsafe]);
    expect(allow?.command).toMatchObject({ command: "manimVideo.allowImport", arguments: ["os"] });
    expect(allow?.edit).toBeUndefined();
  });
  it("of something that is seen for a while says for which", () => {
    const shown = toDiagnostic(
      problem("layout-overlap", "`a` overlaps `b`.", { time: 2, until: 4.56 }),
      "file:///a.py",
    );
    expect(shown).toMatchObject({ severity: DiagnosticSeverity.Warning, code: "layout-overlap" });
    expect(shown.message).toBe("`a` overlaps `b`. From 2 s to 4.6 s of the video.");
  });
  it("of a layout finding offers a comment that switches it off, and no model", () => {
    const text = 'a = Text("x")  \nb = Text("""y\n""")\nc = Text("z")  # layout: ignore layout-contrast\n';
    const document = TextDocument.create("file:///a.py", "python", 1, text);
    const found = [1, 1, 2, 4].map((line) =>
      toDiagnostic(problem("layout-overlap", "m", { line, column: 1 }), document.uri),
    );
    expect(actionsFor(document.uri, found)).toEqual([]);
    const actions = ignoreActions(document, found);
    expect(actions.map(({ diagnostics }) => diagnostics?.length)).toEqual([2, 1]);
    const edits = actions.flatMap(({ edit }) => edit?.changes?.[document.uri] ?? []);
    expect(TextDocument.applyEdits(document, edits).split("\n")).toEqual([
      'a = Text("x")  # layout: ignore layout-overlap  ',
      'b = Text("""y',
      '""")',
      'c = Text("z")  # layout: ignore layout-contrast, layout-overlap',
      "",
    ]);
    expect(ignoreActions(document, [diagnostic])).toEqual([]);
  });
  it("of somebody else gets no action of ours", () => {
    expect(actionsFor("file:///a.py", [{ ...diagnostic, source: "Pylance" }])).toEqual([]);
  });
});
