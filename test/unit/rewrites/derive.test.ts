import { describe, expect, it } from "vitest";
import { applyRules } from "../../../server/src/rewrites/apply.js";
import { deriveRules } from "../../../server/src/rewrites/derive.js";

const scene = (...lines: string[]): string =>
  [
    "from manim import *",
    "",
    "",
    "class A(Scene):",
    "    def construct(self):",
    ...lines.map((line) => `        ${line}`),
    "",
  ].join("\n");
/** The line in which the first statement of {@link scene} stands. */
const first = 6;

const cases: { name: string; before: string[]; after: string[]; other: string[]; fixed: string[]; line?: number }[] = [
  {
    name: "a name that was misspelt",
    ...{ before: ["c = Circle()", "self.play(Wriite(c))"], after: ["c = Circle()", "self.play(Write(c))"] },
    ...{
      other: ["title = Text('x')", "self.play(Wriite(title), run_time=2)"],
      fixed: ["title = Text('x')", "self.play(Write(title), run_time=2)"],
    },
  },
  {
    name: "a name of ManimGL, wherever it stands",
    before: ["a, b = Dot(), Dot()", "self.play(ShowCreation(a), ShowCreation(b))", "self.play(ShowCreation(a))"],
    after: ["a, b = Dot(), Dot()", "self.play(Create(a), Create(b))", "self.play(Create(a))"],
    other: ["self.play(ShowCreation(Line()))", "self.play(ShowCreation(Arc()))"],
    fixed: ["self.play(Create(Line()))", "self.play(Create(Arc()))"],
  },
  {
    name: "a method of another name",
    ...{
      before: ["ax = Axes()", "g = ax.get_graph(lambda x: x**2)"],
      after: ["ax = Axes()", "g = ax.plot(lambda x: x**2)"],
    },
    ...{
      other: ["axes = Axes()", "curve = axes.get_graph(np.sin, color=RED)"],
      fixed: ["axes = Axes()", "curve = axes.plot(np.sin, color=RED)"],
    },
  },
  {
    name: "an argument that is not taken",
    ...{ before: ["c = Circle(radius=2, raduis=3)"], after: ["c = Circle(radius=2)"] },
    other: ["big = Circle(raduis=sum(range(4)), color=BLUE)", "small = Circle(radius=1)"],
    fixed: ["big = Circle(color=BLUE)", "small = Circle(radius=1)"],
  },
  {
    name: "an argument whose words repeat",
    ...{ before: ["Square(fill_opacity=1, opacity=1)"], after: ["Square(fill_opacity=1)"] },
    ...{ other: ["Square(opacity=0.5, color=RED)"], fixed: ["Square(color=RED)"] },
  },
  {
    name: "an argument on a line of its own",
    before: ["c = Circle(", "    radius=2,", "    taper=3,", "    color=RED,", ")"],
    after: ["c = Circle(", "    radius=2,", "    color=RED,", ")"],
    ...{ other: ["d = Circle(taper=1)"], fixed: ["d = Circle()"] },
  },
  {
    name: "an argument of another name",
    ...{ before: ["Dot(colour=RED)"], after: ["Dot(color=RED)"] },
    ...{ other: ["Dot(UP, colour=mix(BLUE, RED))"], fixed: ["Dot(UP, color=mix(BLUE, RED))"] },
  },
  {
    name: "an argument that was missing",
    before: ["line = NumberLine(include_numbers=True)"],
    after: ["line = NumberLine(include_numbers=True, label_constructor=MathTypst)"],
    other: ["n = NumberLine(", "    x_range=[0, 3, 1],", "    include_numbers=True,", ")"],
    fixed: ["n = NumberLine(", "    x_range=[0, 3, 1],", "    include_numbers=True, label_constructor=MathTypst", ")"],
  },
  {
    name: "a statement in another form, with the scene's own names and numbers",
    ...{ before: ["c = Dot()", "self.play(c.shift(2))"], after: ["c = Dot()", "self.play(c.animate.shift(UP * 2))"] },
    ...{
      other: ["box = Square()", "self.play(box.shift(3.5))"],
      fixed: ["box = Square()", "self.play(box.animate.shift(UP * 3.5))"],
    },
  },
];

describe("a repair that worked", () => {
  it.each(cases)("of $name is done again in another scene", ({ before, after, other, fixed }) => {
    const rules = deriveRules(scene(...before), scene(...after));
    expect(rules).not.toBeNull();
    const line = first + other.findIndex((text, place) => text !== fixed[place]);
    expect(applyRules(scene(...other), rules!, line)).toContain(scene(...fixed));
  });

  it("gives back the repaired code itself", () => {
    for (const { before, after } of cases) {
      const rules = deriveRules(scene(...before), scene(...after))!;
      const line = first + before.findIndex((text, place) => text !== after[place]);
      expect(applyRules(scene(...before), rules, line)).toContain(scene(...after));
    }
  });

  it("is the same rule whatever else the scene says, and whatever the comments are", () => {
    const rules = (body: string): unknown =>
      deriveRules(
        `# one\n${scene(body, "self.play(Wriite(x))")}`,
        `# two\n${scene(body, "# Mended.", "self.play(Write(x))")}`,
      );
    expect(rules("x = Circle()")).toEqual([{ kind: "rename", of: "name", from: "Wriite", to: "Write" }]);
    expect(rules("x = Text('y')  # a text")).toEqual(rules("x = Circle()"));
  });

  it("that drops an import is known by the import", () => {
    const before = `from manim_slides import *\n${scene("pass")}`;
    const rules = deriveRules(before, scene("pass"))!;
    expect(applyRules(`import numpy as np\nfrom manim_slides import *\n${scene("x = 1")}`, rules, 2)).toEqual([
      `import numpy as np\n${scene("x = 1")}`,
    ]);
  });

  it.each([
    ["took content away", ["self.add(Dot())", "self.play(Wriite(x))"], ["self.add(Dot())"]],
    ["only renamed the scene's own names", ["c = Dot()", "self.add(d)"], ["c = Dot()", "self.add(c)"]],
    [
      "was a new scene",
      ["self.play(Wriite(x))"],
      Array.from({ length: 30 }, (_, index) => `self.add(Dot([${index}, 0, 0]))`),
    ],
    ["changed nothing but spaces and comments", ["x = 1  # one"], ["x  =  1  # two"]],
    ["added a name that only this scene has", ["self.add(Text('x'))"], ["label = 3", "self.add(Text('x'), label)"]],
    ["used a name of the scene's own as a value", ["w = 3", "Dot()"], ["w = 3", "Dot(radius=w)"]],
  ])("that %s says nothing of other scenes", (_, before, after) => {
    expect(deriveRules(scene(...before), scene(...after))).toBeNull();
  });
});

describe("rules", () => {
  const rules = (before: string, after: string) => deriveRules(scene(before), scene(after))!;

  it("leave texts and comments alone", () => {
    const rename = rules("self.play(Wriite(x))", "self.play(Write(x))");
    const other = scene('self.play(Wriite(Text("Wriite")))  # Wriite it');
    expect(applyRules(other, rename, first)).toEqual([scene('self.play(Write(Text("Wriite")))  # Wriite it')]);
  });

  it("leave the arguments of other calls alone", () => {
    const removal = rules("Square(radius=2)", "Square()");
    expect(applyRules(scene("Circle(radius=2)"), removal, first)).toEqual([]);
    expect(applyRules(scene("self.add(Square(radius=2), Circle(radius=2))"), removal, first)).toEqual([
      scene("self.add(Square(), Circle(radius=2))"),
    ]);
  });

  it("try the failing statement before all others", () => {
    const removal = rules("Square(radius=2)", "Square()");
    const code = scene("Square(radius=1)", "Square(radius=2)");
    expect(applyRules(code, removal, first + 1)).toEqual([
      scene("Square(radius=1)", "Square()"),
      scene("Square()", "Square()"),
    ]);
    expect(applyRules(code, removal, undefined)).toEqual([scene("Square()", "Square()")]);
  });

  it("do not touch a name that the scene defines", () => {
    const rename = rules("self.play(Wriite(x))", "self.play(Write(x))");
    const code = `class Wriite(Write):\n    pass\n${scene("self.play(Wriite(x))")}`;
    expect(applyRules(code, rename, first + 2)).toEqual([]);
  });

  it("survive code that Python could not read", () => {
    const rename = rules("self.play(Wriite(x))", "self.play(Write(x))");
    expect(applyRules("self.play(Wriite(x)", rename, 1)).toEqual(["self.play(Write(x)"]);
    for (const code of ["", "'''", '"', "((((", "\\", "def", "for", "lambda", "x = 'Wriite"])
      expect(applyRules(code, rename, 1)).toEqual([]);
  });
});
