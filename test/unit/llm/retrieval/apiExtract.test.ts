import { describe, expect, it } from "vitest";
import { problem } from "../../../../protocol/problems.js";
import { repairExtract, sceneExtract } from "../../../../server/src/llm/retrieval/apiExtract.js";
import { aboutTokens } from "../../../../server/src/llm/retrieval/tokens.js";
import { index, installed, sceneOf } from "./entries.js";

const listed = (text: string): string[] => [...text.matchAll(/^- (?:class )?([\w.]+)/gm)].map(([, name = ""]) => name);

describe("the extract for a scene", () => {
  it("has what its beats speak of, whether by name or by what happens", () => {
    const text = sceneExtract(
      index,
      sceneOf("A circle turns into a square.", "The curve of x squared."),
      installed,
      1000,
    );
    expect(listed(text)).toEqual(
      expect.arrayContaining(["Circle", "Square", "ReplacementTransform", "Axes", "CoordinateSystem.plot"]),
    );
    expect(text).toContain("- class Circle(radius=None, color=RED, **kwargs) – A circle. Also takes start_angle.");
  });

  it("has what formulas and plots need", () => {
    const [beat] = sceneOf("Nothing.").beats;
    const plots = [{ function: "x^2", from: 0, to: 1 }];
    const scene = { ...sceneOf("x"), beats: [{ ...beat!, formulas: ["x^2"], plots }] };
    expect(listed(sceneExtract(index, scene, installed, 1000))).toEqual(
      expect.arrayContaining(["MathTypst", "Axes", "CoordinateSystem.plot"]),
    );
  });

  it("offers nothing that is drawn otherwise, needs LaTeX that is missing, or is Manim's own business", () => {
    const scene = sceneOf("A circle, a curve, a formula of a circle, a circle of files, writing a circle begins.");
    const names = listed(sceneExtract(index, scene, installed, 5000));
    for (const name of ["OpenGLCircle", "MathTex", "guarantee_existence", "Write.begin", "RED"])
      expect(names).not.toContain(name);
    expect(listed(sceneExtract(index, scene, { ...installed, latex: true }, 5000))).toContain("MathTex");
  });

  it("stays within its budget and takes the most important first", () => {
    const scene = sceneOf("A circle turns into a square that is written and fades in, with a curve.");
    for (const budget of [0, 20, 60, 200]) {
      const text = sceneExtract(index, scene, installed, budget);
      expect(aboutTokens(text)).toBeLessThanOrEqual(budget);
    }
    expect(listed(sceneExtract(index, scene, installed, 60))).toContain("ReplacementTransform");
  });

  it("is the same each time, and empty for a scene that speaks of nothing drawn", () => {
    const scene = sceneOf("A circle and a square.");
    expect(sceneExtract(index, scene, installed, 300)).toBe(
      sceneExtract(index, structuredClone(scene), installed, 300),
    );
    expect(sceneExtract(index, sceneOf("Qwertz."), installed, 300)).toBe("");
  });
});

describe("the extract for a repair", () => {
  const code = [
    "from manim import *",
    "",
    "class A(Scene):",
    "    def construct(self):",
    "        c = Circle(raduis=2)",
    "        self.play(Wriite(c))",
    "        c.shfit(UP)",
    "        self.add(Square())",
  ].join("\n");
  const extract = (found: ReturnType<typeof problem>, budget = 1000): string =>
    repairExtract(index, { code, problems: [found] }, installed, budget);

  it("has the name that was meant", () => {
    const text = extract(problem("undefined-name", "name 'Wriite' is not defined", { line: 6 }));
    expect(listed(text)).toContain("Write");
    expect(listed(text)).toContain("Scene.play");
  });

  it("has the method that was meant, of a class that the code uses", () => {
    const found = problem("unknown-attribute", "AttributeError: Circle object has no attribute 'shfit'", { line: 7 });
    expect(listed(extract(found))).toContain("Mobject.shift");
  });

  it("has every argument of the class whose call failed, and its example", () => {
    const text = extract(
      problem("unknown-argument", "TypeError: Mobject.__init__() got an unexpected keyword argument 'raduis'", {
        line: 5,
      }),
    );
    expect(text).toContain("- class Circle(radius=None, color=RED, **kwargs)");
    expect(text).toContain("background_image");
    expect(text).toContain("  Example:\n    class X(Scene):");
  });

  it("has the rest of what the code uses when there is room", () => {
    const found = problem("undefined-name", "name 'Wriite' is not defined", { line: 6 });
    expect(listed(extract(found))).toContain("Square");
    expect(listed(extract(found, 40))).not.toContain("Square");
    expect(listed(extract(found, 40))).toContain("Write");
  });

  it("can be made for problems without a place", () => {
    expect(listed(extract(problem("scene-timeout", "It was still running after 60 seconds.")))).toContain("Circle");
  });
});
