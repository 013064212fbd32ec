import { describe, expect, it } from "vitest";
import { evaluate, parseExpression } from "../../../../server/src/llm/templates/expression.js";

const valueOf = (text: string, x: number): number => {
  const tree = parseExpression(text);
  if (tree === null) throw new Error(`${text} is not read`);
  return evaluate(tree, x);
};

describe("parseExpression", () => {
  it.each([
    ["2 + 3 * x", 4, 14],
    ["2x sin(x)", Math.PI / 2, Math.PI],
    ["-x^2", 3, -9],
    ["(-x)^2", 3, 9],
    ["2^3^2", 0, 512],
    ["x^-1", 4, 0.25],
    ["x - 1 - 1", 5, 3],
    ["8 / 2 / 2", 0, 2],
    ["6/2(1+2)", 0, 9],
    ["sin^2 x + cos^2(x)", 0.7, 1],
    ["sin 2x", Math.PI / 4, 1],
    ["sin(x)^2", Math.PI / 6, 0.25],
    ["|x - 3|", 1, 2],
    ["√", Number.NaN, Number.NaN],
    ["ln x", Math.E, 1],
    ["xsinx", Math.PI / 2, Math.PI / 2],
    ["3x² − 2·x × 2", 2, 4],
    ["2π", 0, 2 * Math.PI],
    ["e^x", 1, Math.E],
    [".5x", 4, 2],
    ["EXP(X)", 0, 1],
    ["x**3", 2, 8],
    ["+x", 2, 2],
  ])("%s at %d is %d", (text, x, value) => {
    if (Number.isNaN(value)) expect(parseExpression(text)).toBeNull();
    else expect(valueOf(text, x)).toBeCloseTo(value, 10);
  });

  it("is not finite where the function is not defined", () => {
    expect(valueOf("1/x", 0)).toBe(Infinity);
    expect(valueOf("log(x)", -1)).toBeNaN();
    expect(valueOf("sqrt(x)", -1)).toBeNaN();
  });

  it.each([
    ...[
      "",
      " ",
      "(x",
      "x)",
      "x +",
      "* x",
      "2..3",
      "y",
      "foo(x)",
      "sin",
      "x = 1",
      "x.real",
      "__import__",
      "x;x",
      "x[0]",
    ],
    ...["lambda: x", "x if x else x", "'x'", "\u0000", "x, x", "()", "||", "x!", `${"(".repeat(70)}x${")".repeat(70)}`],
    "x + ".repeat(100_000),
  ])("refuses %.40j", (text) => expect(parseExpression(text)).toBeNull());
});
