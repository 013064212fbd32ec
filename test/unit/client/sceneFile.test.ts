import { describe, expect, it } from "vitest";
import { sceneClasses, usesManim } from "../../../client/src/sceneFile.js";

describe("usesManim", () => {
  it.each([
    "from manim import *",
    "import manim",
    "x = 1\nimport numpy as np, manim as m",
    "if x:\n    from manim import Scene",
    "from manim.utils import color",
  ])("sees it in %j", (text) => expect(usesManim(text)).toBe(true));
  it.each(["", "import manimlib", "# from manim import *", "print('import manim')", "from manim_slides import Slide"])(
    "does not see it in %j",
    (text) => expect(usesManim(text)).toBe(false),
  );
});

describe("sceneClasses", () => {
  it("finds scenes with the lines they stand on", () => {
    const text = [
      "from manim import *",
      "",
      "class One(Scene):",
      "    def construct(self):",
      "        pass",
      "",
      "class Helper:",
      "    pass",
      "class Two(MovingCameraScene):",
      "    x = (",
      ")",
      "    y = 1",
    ].join("\r\n");
    expect(sceneClasses(text)).toEqual([
      { name: "One", start: 2, end: 6 },
      { name: "Two", start: 8, end: 12 },
    ]);
  });
});
