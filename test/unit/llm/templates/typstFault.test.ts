import { describe, expect, it } from "vitest";
import { typstFault } from "../../../../server/src/llm/templates/typstFault.js";

describe("typstFault", () => {
  it.each([
    ["frac(1, 2", "frac( without its closing"],
    ["sin(cos(x)", "sin( without its closing"],
    ["alpha(x", "alpha( without"],
    ['a = "word', "quote without its end"],
    ["x^", "^ with nothing after"],
    ["_1 x", "_ with nothing before"],
    ["(^2)", "^ with nothing before"],
    ["x^ ^2", "^ with nothing after"],
    ["km/", "/ with nothing after"],
    ["/x", "/ with nothing before"],
    ["frac(1)", "frac needs 2 parts"],
    ["root(3)", "root needs 2 parts"],
    ["sqrt()", "sqrt needs something"],
    ["abs(x, y)", "abs takes one part, not 2"],
  ])("%s: %s", (formula, fault) => expect(typstFault(formula)).toContain(fault));

  it.each([
    ...[
      "a^2 + b^2 = c^2",
      "frac(1, 2)",
      "frac(f(x), (1, 2))",
      "f(x",
      "a) + (b",
      "[0, 1)",
      "sin([0, 1))",
      "mat(1, 2; 3, 4)",
    ],
    ...[
      'cases(1 &"if" x, 2)',
      "x_1^2",
      "x^(a + b)",
      "f'(x)",
      "\\# \\^ \\_",
      '"^_/("',
      "a \\ & = b",
      "sqrt(x) / 2",
      "integral_0^1 f",
    ],
    ...["binom(n, k, l)", "lim_(x -> 0) frac(sin x, x)", "|x|", "n!", "{1, 2}", "arrow.r.double", "", "abs(f(x, y))"],
  ])("has nothing against %s", (formula) => expect(typstFault(formula)).toBeNull());
});
