import { describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { fixAllActions, withFixAllEdit } from "../../../server/src/diagnostics/fixAllAction.js";
import type { FixedCode } from "../../../server/src/fixes/fixAll.js";

const text = "from manim import *\n\nclass A(Scene):\n    def construct(self):\n        self.play(Wriite(Dot()))\n";
const open = (): TextDocument => TextDocument.create("file:///a.py", "python", 3, text);
const signal = new AbortController().signal;

describe("Fix all Manim problems", () => {
  it.each([[["source.fixAll"]], [["source"]], [["source.fixAll.manimVideo"]]])("is listed for %j", (only) => {
    expect(fixAllActions(open(), only)).toMatchObject([{ kind: "source.fixAll.manimVideo" }]);
  });
  it("is not listed for other kinds, and for no text without scenes", () => {
    expect(fixAllActions(open(), ["quickfix"])).toEqual([]);
    expect(fixAllActions(open(), undefined)).toEqual([]);
    expect(fixAllActions(open(), ["source.fixAll.eslint"])).toEqual([]);
    expect(fixAllActions(TextDocument.create("file:///b.py", "python", 1, "print(1)"), ["source"])).toEqual([]);
    expect(fixAllActions(undefined, ["source"])).toEqual([]);
  });

  const chosen = async (fix: () => Promise<FixedCode>, document = open()) => {
    const [action] = fixAllActions(document, ["source"]);
    return withFixAllEdit(action!, () => document, { fix }, signal);
  };
  it("changes what differs and nothing else, in the version that was fixed", async () => {
    const code = text.replace("Wriite", "Write");
    const { edit } = await chosen(() => Promise.resolve({ kind: "fixed", code, applied: ["x"], problems: [] }));
    const [change] = edit?.documentChanges ?? [];
    if (change === undefined || !("edits" in change)) throw new Error("there is no edit");
    expect(change.textDocument).toEqual({ uri: "file:///a.py", version: 3 });
    const edits = change.edits.flatMap((each) => ("newText" in each ? [each] : []));
    expect(edits).toHaveLength(1);
    expect(edits[0]).toMatchObject({ newText: "", range: { start: { line: 4 }, end: { line: 4 } } });
    expect(TextDocument.applyEdits(open(), edits)).toBe(code);
  });
  it("changes nothing of code that cannot be fixed, is clean, or cannot be run", async () => {
    expect((await chosen(() => Promise.resolve({ kind: "unfixed", problems: [] }))).edit).toBeUndefined();
    expect((await chosen(() => Promise.resolve({ kind: "clean", problems: [] }))).edit).toBeUndefined();
    const untrusted = new ProblemError(problem("workspace-untrusted", "no"));
    expect((await chosen(() => Promise.reject(untrusted))).edit).toBeUndefined();
    await expect(chosen(() => Promise.reject(new Error("a bug")))).rejects.toThrow("a bug");
  });
  it("changes nothing when the text changed meanwhile", async () => {
    const document = open();
    const { edit } = await chosen(() => {
      TextDocument.update(document, [{ text: "" }], 4);
      return Promise.resolve({ kind: "fixed", code: text, applied: [], problems: [] });
    }, document);
    expect(edit).toBeUndefined();
  });
});
