import { describe, expect, it } from "vitest";
import { evaluate, parseExpression, type Expression } from "../../../../server/src/llm/templates/expression.js";
import { toPython, toTypst } from "../../../../server/src/llm/templates/expressionSource.js";

const read = (text: string): Expression => {
  const tree = parseExpression(text);
  if (tree === null) throw new Error(`${text} is not read`);
  return tree;
};

/** What the Python says, by the rules that JavaScript shares with it: only `-x**2` and names differ. */
function valueOfPython(source: string, x: number): number {
  const again = parseExpression(source.replaceAll("np.", ""));
  return again === null ? Number.NaN : evaluate(again, x);
}

describe("toPython", () => {
  it.each([
    ["2x sin(x)", "2 * x * np.sin(x)"],
    ["-x^2", "-x**2"],
    ["(-x)^2", "(-x)**2"],
    ["x - (1 - x)", "x - (1 - x)"],
    ["x/(2x)", "x / (2 * x)"],
    ["|x|", "np.abs(x)"],
    ["e^(2x)", "np.e**(2 * x)"],
    ["1/0", "np.nan"],
    ["9^9^9", "np.nan"],
    ["2^3^2", "512"],
    ["0^-1", "np.nan"],
    ["x^(1/3)", "x**(1 / 3)"],
  ])("of %s is %s", (text, python) => expect(toPython(read(text))).toBe(python));

  it.each([
    "1 - 2 - x",
    "x/2/3",
    "2^x^2",
    "-(x + 1)",
    "(x + 1)(x - 1)",
    "-(-x)",
    "2 - -x",
    "sin(cos(x))^2 / 3",
    "x^-2",
  ])("means the same as %s", (text) => {
    for (const x of [-2, 0.5, 3])
      expect(valueOfPython(toPython(read(text)), x)).toBeCloseTo(evaluate(read(text), x), 10);
  });

  it("never holds a name that a stranger chose", () => {
    const names = toPython(read("sin(x) + exp(x) + |x| + ln x + sqrt x + tan x + pi e")).match(/[a-z_]\w*/gi) ?? [];
    expect([...new Set(names)].sort()).toEqual(
      ["np", "x", "sin", "exp", "abs", "log", "sqrt", "tan", "pi", "e"].sort(),
    );
  });
});

describe("toTypst", () => {
  it.each([
    ["x^2/(2x)", "frac(x^(2), 2 x)"],
    ["sin^2 x", "sin^(2)(x)"],
    ["log(x)", "ln(x)"],
    ["exp(-x^2)", "e^(-x^(2))"],
    ["2*3", "2 dot 3"],
    ["(x+1)^2", "(x + 1)^(2)"],
    ["sqrt(x)^3", "(sqrt(x))^(3)"],
    ["2(x+1)", "2 (x + 1)"],
    ["-(x+1)", "-(x + 1)"],
    ["x - (1 - x)", "x - (1 - x)"],
  ])("of %s is %s", (text, typst) => expect(toTypst(read(text))).toBe(typst));
});
