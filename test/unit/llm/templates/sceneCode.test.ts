import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import type { Beat, StoryScene } from "../../../../protocol/storyboard.js";
import { sceneCode } from "../../../../server/src/llm/templates/sceneCode.js";

const scene = (beats: Partial<Beat>[], title = "The title"): StoryScene => ({
  ...{ id: "one", title, className: "OneScene", file: "scenes/01_one.py" },
  beats: beats.map((beat, index) => ({ id: `beat-${index}`, narration: "Said.", shows: "", ...beat })),
});
const codeOf = (...beats: Partial<Beat>[]): string => sceneCode(scene(beats));
const callsOf = (code: string): string[] =>
  [...code.matchAll(/self\.(\w+)\(/g)].map(([, name]) => name ?? "").filter((name) => !["play", "wait"].includes(name));

describe("sceneCode", () => {
  it("starts each beat at its own section, in order", () => {
    const code = codeOf({ points: ["a"] }, { formulas: ["x = 1"] }, {});
    expect([...code.matchAll(/next_section\("(.*?)"\)/g)].map(([, id]) => id)).toEqual(["beat-0", "beat-1", "beat-2"]);
  });

  it("shows the narration where there is nothing else to show", () => {
    expect(codeOf({ narration: "Only said." })).toContain('wrapped("Only said.", width=11, font_size=56)');
    expect(codeOf({ narration: "Only said.", points: ["a"] })).not.toContain("Only said.");
  });

  it.each([
    [{ points: ["a"] }, ["def wrapped", "def point", "def pages", "def reveal"]],
    [{ formulas: ["x"] }, ["def formula", "def pages", "def reveal"]],
    [{ table: { header: ["A"], rows: [] } }, ["def wrapped", "def table", "def tables", "def pages", "def reveal"]],
    [{ plots: [{ function: "x", from: 0, to: 1 }] }, ["def f1", "def labelled_axes", "def graph", "def draw"]],
  ])("has the helpers that %j needs, and no others", (beat, helpers) => {
    const defined = codeOf(beat).match(/def (?!construct)\w+/g) ?? [];
    expect(defined.sort()).toEqual(helpers.sort());
  });

  it("calls no method that it does not define", () => {
    const code = codeOf({ points: ["a"], plots: [{ function: "x", from: 0, to: 1 }] }, { formulas: ["x"] }, {});
    const own: string[] = ["next_section", ...(code.match(/(?<=def )\w+(?=\(self)/g) ?? [])];
    expect(callsOf(code).filter((name) => !own.includes(name))).toEqual([]);
  });

  it("sets text beside a plot when it is short, else before it", () => {
    const plots = [{ function: "x", from: 0, to: 1 }];
    expect(codeOf({ points: ["short"], plots })).toContain("width=4.7");
    expect(codeOf({ points: ["x".repeat(200)], plots })).not.toContain("width=4.7");
  });

  it("lasts at least as long as the plan says", () => {
    const seconds = (code: string): number =>
      [...code.matchAll(/(?:run_time=|, )(\d+\.\d)\)$/gm)].reduce((sum, [, each]) => sum + Number(each), 0);
    expect(seconds(codeOf({ points: ["a"], duration: 30 }))).toBeCloseTo(30, 5);
  });

  it("breaks long formulas and sets long titles in lines", () => {
    expect(codeOf({ formulas: [`s = ${"a + ".repeat(60)}a`] })).toContain("\\ &");
    const long = sceneCode(scene([{ points: ["a"] }], "word ".repeat(20).trim()));
    expect(long).toContain("TOP, BOTTOM = 1.95");
    expect(long).toContain("def wrapped");
  });

  it("refuses a plot that cannot be drawn, naming the scene", () => {
    const write = (): string => codeOf({ plots: [{ function: "speed", from: 0, to: 1 }] });
    expect(write).toThrow(ProblemError);
    expect(write).toThrow(/scene "one"/);
  });

  it.each(['""" + exit() + """', "ends with \\", "two\nlines", "\u0000", '"', "\ud800"])(
    "keeps a title of %j inside its strings",
    (title) => {
      const code = sceneCode(scene([{ points: ["a"] }], title));
      const [first = "", second] = code.split("\n");
      expect(first).toMatch(/^"""[^"]*: written from its beats in storyboard\.json\."""$/);
      expect(first).not.toMatch(/(?<!\\)(?:\\\\)*\\"""$/);
      expect(second).toBe("");
      expect(code.isWellFormed()).toBe(true);
    },
  );

  it("waits where a beat has nothing that can be shown", () => {
    const code = codeOf({ narration: "", points: ["\u0007"] });
    expect(code).toMatch(/self\.wait\(\d/);
    expect(code).not.toContain("self.reveal");
  });
});
