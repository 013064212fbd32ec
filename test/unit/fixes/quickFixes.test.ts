import { describe, expect, it } from "vitest";
import { problem, type Problem } from "../../../protocol/problems.js";
import { withFix } from "../../../server/src/fixes/changes.js";
import { fixAll } from "../../../server/src/fixes/fixAll.js";
import { quickFixes, withQuickFixes } from "../../../server/src/fixes/quickFixes.js";
import { ApiEntry } from "../../../server/src/llm/retrieval/apiEntry.js";
import { ApiIndex } from "../../../server/src/llm/retrieval/apiIndex.js";

const entry = (name: string, kind: string, more: object = {}) => ApiEntry.parse({ name, kind, ...more });
const index = new ApiIndex("0.22.0", [
  entry("Circle", "class", { signature: "(radius: float | None = None, color=RED)", also: ["stroke_width"] }),
  entry("Circle.surround", "method"),
  entry("Create", "class"),
  entry("FadeIn", "class"),
]);
const context = (code: string) => ({ code, index, latex: false, typst: true });
const at = (code: string, word: string, more: Partial<Problem> = {}): Partial<Problem> => {
  const line = code.slice(0, code.indexOf(word)).split("\n").length;
  const column = code.indexOf(word) - code.lastIndexOf("\n", code.indexOf(word));
  return { line, column, endLine: line, endColumn: column + word.length, ...more };
};
const results = (code: string, found: Problem): string[] =>
  quickFixes(context(code), found).map((fix) => withFix(code, fix));

describe("near misses of the installed Manim's names", () => {
  it.each([
    [
      "x = Circel()",
      problem("undefined-name", "name 'Circel' is not defined", at("x = Circel()", "Circel")),
      "x = Circle()",
    ],
    [
      "x.surronud(y)",
      problem("unknown-attribute", "'Circle' object has no attribute 'surronud'", at("x.surronud(y)", "surronud")),
      "x.surround(y)",
    ],
    [
      "Circle(raduis=2)",
      problem("unknown-argument", "unexpected", at("Circle(raduis=2)", "raduis=2")),
      "Circle(radius=2)",
    ],
    [
      "Circle(stroke_widht=2)",
      problem("unknown-argument", "unexpected", at("Circle(stroke_widht=2)", "stroke_widht=2")),
      "Circle(stroke_width=2)",
    ],
  ])("%s", (code, found, fixed) => {
    expect(results(code, found)).toContain(fixed);
  });
});

describe("old names", () => {
  const found = (code: string) =>
    problem("undefined-name", "name 'ShowCreation' is not defined", at(code, "ShowCreation"));
  it("are changed wherever they stand for themselves, in texts and comments not", () => {
    const code = 'a = ShowCreation(x)\nb = "ShowCreation"  # ShowCreation\nc = ShowCreation(y)\n';
    expect(results(code, found(code))[0]).toBe('a = Create(x)\nb = "ShowCreation"  # ShowCreation\nc = Create(y)\n');
  });
  it("are the file's own where it defines them", () => {
    const code = "class ShowCreation(Animation):\n    pass\n\nx = ShowCreation(y)\n";
    expect(results(code, found(code))).toEqual([]);
  });
  it("are not changed to what this Manim has not got", () => {
    const code = "self.play(ShowCreation(x), WiggleOutThenIn(y))";
    expect(results(code, found(code))[0]).toBe("self.play(Create(x), WiggleOutThenIn(y))");
  });
});

describe("a problem", () => {
  it("has the worker's import before its near misses, and the same change once", () => {
    const code = "x = Scene\n";
    const start = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    const near = { title: "Change to `since`", edits: [{ ...at(code, "Scene"), text: "since" }] };
    const add = { title: "Add `from manim import *`", edits: [{ ...start, text: "from manim import *\n" }] };
    const fixes = [near, add, near] as NonNullable<Problem["fixes"]>;
    const found = problem("undefined-name", "name 'Scene' is not defined", { ...at(code, "Scene"), fixes });
    expect(quickFixes(context(code), found).map(({ title }) => title)).toEqual([add.title, near.title]);
  });
  it("says what it leaves to the user", () => {
    const code = "class A(GraphScene):\n    CONFIG = {}\n";
    const { related = [] } = withQuickFixes(
      context(code),
      problem("undefined-name", "name 'GraphScene' is not defined", at(code, "GraphScene")),
    );
    expect(related.map(({ line, message }) => `${line ?? 0}: ${message.slice(0, 10)}`)).toEqual([
      "1: GraphScene",
      "2: Manim Comm",
    ]);
  });
  it("says which LaTeX it leaves, and why", () => {
    const code = 'a = MathTex(r"x^2")\nb = MathTex(f"{n}")\nc = Title("T")\n';
    const found = withQuickFixes(context(code), problem("latex-missing", "This needs LaTeX.", at(code, "MathTex")));
    expect(found.fixes?.map((fix) => withFix(code, fix))).toEqual([
      'a = MathTypst("x^2")\nb = MathTex(f"{n}")\nc = Title("T")\n',
    ]);
    expect(found.related?.map(({ line }) => line)).toEqual([2, 3]);
  });
  it("that is a warning is left as it is", () => {
    const found = problem("typst-missing", "w");
    expect(withQuickFixes(context("ShowCreation"), found)).toBe(found);
  });
});

describe("fixing all", () => {
  /** Fails at the first of these words, as a run does. */
  const failingAt =
    (...words: string[]) =>
    (code: string): Promise<Problem[]> => {
      const word = words.find((each) => code.includes(each));
      return Promise.resolve(
        word === undefined ? [] : [problem("undefined-name", `name '${word}' is not defined`, at(code, word))],
      );
    };
  it("goes on until the code is clean", async () => {
    const code = "ShowCreation(Circel())\n";
    expect(await fixAll(context(code), failingAt("ShowCreation", "Circel"))).toMatchObject({
      kind: "fixed",
      code: "Create(Circle())\n",
    });
  });
  it("changes nothing when one problem stays", async () => {
    const code = "ShowCreation(Circel(qqq))\n";
    expect(await fixAll(context(code), failingAt("ShowCreation", "Circel", "qqq"))).toMatchObject({
      kind: "unfixed",
      problems: [{ line: 1, column: 1 }],
    });
  });
  it("does not touch clean code with a warning", async () => {
    const warning = [problem("typst-missing", "w")];
    expect(await fixAll(context("ShowCreation"), () => Promise.resolve(warning))).toEqual({
      kind: "clean",
      problems: warning,
    });
  });
  it("stops at its bound of checks and when it is cancelled", async () => {
    let checks = 0;
    const code = "ShowCreation(Circel())\n";
    const counted = (changed: string): Promise<Problem[]> => {
      checks += 1;
      return failingAt("ShowCreation", "Circel")(changed);
    };
    expect(await fixAll(context(code), counted, { mostChecks: 1 })).toMatchObject({ kind: "unfixed" });
    expect(checks).toBe(2);
    await expect(fixAll(context(code), () => Promise.reject(new Error("cancelled")))).rejects.toThrow("cancelled");
  });
});
