import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, rangeOf, replaceIn, shownFile } from "./workspace.js";

const faulty = `from manim import *


class Opening(Scene):
    def construct(self):
        dot = Dot()
        self.play(Wrte(dot))
        self.wait()


class Closing(Scene):
    def construct(self):
        self.wait()
`;

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => /manim/i.test(source ?? ""));
const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === "object" ? code.value : code);

describe("a scene file", () => {
  let document: vscode.TextDocument;

  before(async () => {
    document = await shownFile("lively.py", faulty);
  });

  it("has its problem on the right columns, with a code", async () => {
    const [problem] = await eventually("a diagnostic", () => nonEmpty(ours(document.uri)));
    assert.ok(problem);
    assert.equal(codeOf(problem), "undefined-name");
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.deepEqual(problem.range, rangeOf(document, "Wrte"));
  });

  it("offers the name that was meant, and Fix with AI", async () => {
    const range = rangeOf(document, "Wrte");
    const actions = await eventually("quick fixes", async () =>
      nonEmpty(
        await vscode.commands.executeCommand<vscode.CodeAction[]>(
          "vscode.executeCodeActionProvider",
          document.uri,
          range,
        ),
      ),
    );
    assert.ok(
      actions.some(({ title }) => title.includes("Write")),
      actions.map(({ title }) => title).join(),
    );
    const withAI = actions.find(({ title }) => title === "Fix with AI");
    assert.equal(withAI?.command?.command, "manimVideo.fixScene");
    assert.equal(withAI.edit, undefined);
  });

  it("has lenses above each scene", async () => {
    const lenses = await eventually("lenses", async () =>
      nonEmpty(
        await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100),
      ),
    );
    const line = (text: string) => rangeOf(document, text).start.line;
    for (const [name, at] of [
      ["Opening", line("class Opening")],
      ["Closing", line("class Closing")],
    ] as const) {
      const commands = lenses.filter(({ range }) => range.start.line === at).map(({ command }) => command);
      assert.deepEqual(
        commands.map((command) => command?.command),
        ["checkScene", "previewScene", "renderScene", "fixScene"].map((id) => `manimVideo.${id}`),
      );
      for (const command of commands)
        assert.deepEqual(command?.arguments?.slice(0, 2), [document.uri.toString(), name]);
    }
  });

  it("loses its problem when the quick fix is applied, before it is saved", async () => {
    const range = rangeOf(document, "Wrte");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
    );
    const fix = actions.find(({ title, edit }) => title.includes("Write") && edit !== undefined);
    assert.ok(fix?.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.ok(document.getText().includes("self.play(Write(dot))"));
    assert.ok(document.isDirty);
    await eventually("no diagnostics", () => (ours(document.uri).length === 0 ? true : undefined));
  });

  it("shows a new problem while it is typed, and an exception's line", async () => {
    await replaceIn(document, "Write(dot)", "Write(1 / 0)");
    const [problem] = await eventually("a diagnostic", () => nonEmpty(ours(document.uri)));
    assert.ok(problem);
    assert.equal(problem.range.start.line, rangeOf(document, "1 / 0").start.line);
    await replaceIn(document, "Write(1 / 0)", "Write(dot)");
    await eventually("no diagnostics", () => (ours(document.uri).length === 0 ? true : undefined));
  });

  it("is previewed beside its code", async () => {
    await vscode.commands.executeCommand("manimVideo.previewScene", document.uri.toString(), "Closing");
    await eventually("a picture", () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputCustom && input.uri.path.endsWith(".png")),
    );
  });

  after(async () => {
    await document.save();
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });
});

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
