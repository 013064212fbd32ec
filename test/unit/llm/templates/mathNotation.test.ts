import { describe, expect, it } from "vitest";
import { toTypstNotation } from "../../../../server/src/llm/templates/mathNotation.js";
import { latexFunctions, latexSymbols, typstNames } from "../../../../server/src/llm/templates/typstNames.js";

const typst = (source: string): string => {
  const read = toTypstNotation(source);
  return read.kind === "typst" ? read.formula : `untranslatable: ${read.command}`;
};

describe("toTypstNotation of Typst", () => {
  it.each([
    ["x^2 + y_1", "x^2 + y_1"],
    ["integral_0^1 f(x) dif x", "integral_0^1 f(x) dif x"],
    ["ab", "a b"],
    ["speed = distance/time", '"speed" = "distance"/"time"'],
    ["arrow.r.double", "arrow.r.double"],
    ["x1 + x12", "x_1 + x_12"],
    ["alpha2", "alpha_2"],
    ["sin2x", "sin 2 x"],
    ["2πr", "2π r"],
    ["Δt", "Δ t"],
    ["größe = 2", '"größe" = 2'],
    ['"a word" = x', '"a word" = x'],
    ["", ""],
  ])("%j is %j", (source, formula) => expect(typst(source)).toBe(formula));
});

describe("toTypstNotation of LaTeX", () => {
  it.each([
    ["\\frac{1}{2}", "frac(1, 2)"],
    ["\\frac12", "frac(1, 2)"],
    ["\\dfrac{a, b}{c}", "frac(a \\, b, c)"],
    ["\\sqrt{x}", "sqrt(x)"],
    ["\\sqrt[3]{x}", "root(3, x)"],
    ["\\sin^2 x", "sin^(2) x"],
    ["x_{n+1}", "x_(n + 1)"],
    ["f''(x) \\to 0", "f'' (x) arrow.r 0"],
    ["\\left(\\frac{a}{b}\\right)", "(frac(a, b))"],
    ["\\sum_{i=1}^{n} i", "sum_(i = 1)^(n) i"],
    ["\\text{if } x", '"if " x'],
    ['\\text{"#read"}', '"#read"'],
    ["\\mathbb{R}", "bb(R)"],
    ["\\vec{v} \\cdot \\hat w", "arrow(v) dot hat(w)"],
    ["\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}", "mat(1, 2; 3, 4)"],
    ["\\begin{bmatrix}1\\\\3\\end{bmatrix}", 'mat(delim: "[", 1; 3)'],
    ["\\begin{cases}1&x\\\\2&y\\end{cases}", "cases(1 & x, 2 & y)"],
    ["\\begin{aligned}a&=b\\end{aligned}", "a & = b"],
    ["50\\% \\text{of } \\$3", '50 % "of " \\$ 3'],
  ])("%j is %j", (source, formula) => expect(typst(source)).toBe(formula));

  it.each([
    ["\\unknown{x}", "\\unknown"],
    ["\\input{/etc/passwd}", "\\input"],
    ["\\frac{1}{2", "a missing }"],
    ["\\frac{1}", "a missing argument"],
    ["{a}} \\alpha", "a closing brace without an opening one"],
    ["\\begin{tikzpicture}\\end{tikzpicture}", "\\begin{tikzpicture}"],
    ["\\begin{pmatrix}1", "\\begin{pmatrix} without its end"],
    ["\\sqrt[3{x}", "a missing ]"],
    ["\\text{open", "a missing }"],
    [`${"{".repeat(60)}\\alpha`, "too many nested braces"],
    [`\\frac${"{".repeat(10_000)}`, "too many nested braces"],
  ])("%.30j cannot be translated: %s", (source, command) =>
    expect(toTypstNotation(source)).toEqual({ kind: "untranslatable", command }),
  );
});

describe("the LaTeX commands", () => {
  const namesIn = (formula: string): string[] => formula.match(/[A-Za-z]{2,}(?:\.[a-z]+)*/g) ?? [];
  it("become names that Typst knows", () => {
    const formulas = [...Object.values(latexSymbols), ...Object.values(latexFunctions)];
    const unknown = formulas.flatMap(namesIn).filter((name) => !typstNames.has(name.split(".")[0] ?? ""));
    expect(unknown).toEqual([]);
  });
});
