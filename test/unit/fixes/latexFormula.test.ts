import { describe, expect, it } from "vitest";
import { typstOf } from "../../../server/src/fixes/latexFormula.js";
import { typstTextOf } from "../../../server/src/fixes/latexText.js";

describe("a LaTeX formula in Typst", () => {
  it.each([
    [String.raw`e^{i\pi} + 1 = 0`, "e^(i pi) + 1 = 0"],
    [String.raw`\frac{dy}{dx}`, "frac(d y, d x)"],
    [String.raw`\frac12`, null],
    [String.raw`\frac{f(x, y)}{1, 2}`, String.raw`frac(f ( x , y ), 1 \, 2)`],
    [String.raw`\sqrt[3]{x_1^2 + 1}`, "root(3, x_1^2 + 1)"],
    [String.raw`\lim_{h \to 0} \frac{f(x+h)-f(x)}{h}`, "lim_(h arrow.r 0) frac(f ( x + h ) - f ( x ), h)"],
    [String.raw`\int_a^b f'(x)\,dx`, "integral_a^b f' ( x ) thin d x"],
    [String.raw`90^\circ`, "90 degree"],
    [String.raw`\left( \frac{a}{b} \right)^{2}`, "(frac(a, b))^2"],
    [String.raw`\left| x - 1 \right|`, "abs(x - 1)"],
    [String.raw`\{ x \in \mathbb{R} \mid x \geq 0 \}`, String.raw`\{ x in bb(R) divides x >= 0 \}`],
    [
      String.raw`f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{else} \end{cases}`,
      'f ( x ) = cases(1 & "if " x > 0, 0 & "else")',
    ],
    [String.raw`\begin{bmatrix} a & b \\ c & d \end{bmatrix}`, 'mat(delim: "[", a, b; c, d)'],
    [String.raw`\operatorname{rank} A = 1/2`, String.raw`op("rank") A = 1 \/ 2`],
    ["ab = 3.14", "a b = 3.14"],
  ])("%s", (latex, typst) => {
    expect(typstOf(latex)).toBe(typst);
  });

  it.each([
    String.raw`\unknowncommand x`,
    String.raw`\frac{a}`,
    String.raw`{a`,
    String.raw`a}`,
    String.raw`x^`,
    String.raw`^2`,
    String.raw`\frac{(a}{b)}`,
    String.raw`\left( a \right.`,
    String.raw`\begin{tikzpicture} x \end{tikzpicture}`,
    String.raw`\text{a \textbf{b}}`,
    String.raw`\color{red} x`,
    String.raw`100 % of`,
    "𝛼",
    "",
  ])("is left where it is not sure: %s", (latex) => {
    expect(typstOf(latex)).toBeNull();
  });
});

describe("the text of a Tex object in Typst", () => {
  it.each([
    [String.raw`50\% of \textbf{all} \& \emph{more}\\next`, String.raw`50% of *all* & _more_ \ next`],
    [String.raw`the area $\pi r^2$ costs 5\$`, String.raw`the area $pi r^2$ costs 5\$`],
    ["a_b and #1 *", String.raw`a\_b and \#1 \*`],
    [String.raw`\LaTeX`, null],
    ["an open $x", null],
    ["100 % comment", null],
  ])("%s", (latex, typst) => {
    expect(typstTextOf(latex)).toBe(typst);
  });
});
