import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import { plotCode } from "../../../../server/src/llm/templates/plotCode.js";

const place = { number: 2, isBeside: false, scene: "curves" };
const plot = (of: string, from = 0, to = 1, label?: string) => ({
  function: of,
  from,
  to,
  ...(label === undefined ? {} : { label }),
});

describe("plotCode", () => {
  it("draws the function that was written, over its range", () => {
    const drawn = plotCode([plot("2x sin(x)", -1, 3)], place);
    expect(drawn.functions).toEqual(["def f2(x: np.ndarray) -> np.ndarray:\n    return 2 * x * np.sin(x)"]);
    const code = drawn.lines(5).join("\n");
    expect(code).toContain("graph(f2, axes, -1, 3, BLUE_C)");
    expect(code).toContain('MathTypst("y = 2 x sin(x)"');
    expect(code).toContain("self.draw(frame, curves, legend, 5.0)");
  });

  it("names several curves apart, each in its own colour", () => {
    const drawn = plotCode([plot("x"), plot("x^2"), plot("x^3")], place);
    expect(drawn.functions.map((text) => text.split("(")[0])).toEqual(["def f2a", "def f2b", "def f2c"]);
    const colors =
      drawn
        .lines(5)
        .join("\n")
        .match(/graph\(.*, (\w+)\)/g) ?? [];
    expect(new Set(colors.map((line) => line.split(", ").at(-1))).size).toBe(3);
  });

  it("shows a label as text that cannot run", () => {
    const drawn = plotCode([plot("x", 0, 1, 'my "#read" $x$')], place);
    expect(drawn.helpers).toContain("wrapped");
    expect(drawn.lines(5).join("\n")).toContain(String.raw`wrapped("my \"\\#read\" $x$", 11.6, 30)`);
  });

  it("takes a range that is written backwards", () => {
    expect(
      plotCode([plot("x", 3, -3)], place)
        .lines(1)
        .join("\n"),
    ).toContain("graph(f2, axes, -3, 3, BLUE_C)");
  });

  it.each([
    [plot("the speed of light"), "not a function of x"],
    [plot("os.system('id')"), "not a function of x"],
    [plot("x", 2, 2), "begins where it ends"],
    [plot("log(x)", -2, -1), "no values in its range"],
  ])("refuses %j", (wrong, message) => {
    const draw = (): unknown => plotCode([wrong], place);
    expect(draw).toThrow(ProblemError);
    expect(draw).toThrow(message);
    expect(draw).toThrow(/scene "curves"/);
  });
});
