import { describe, expect, it } from "vitest";
import { parseExpression } from "../../../../server/src/llm/templates/expression.js";
import { scaleFor, type Axis } from "../../../../server/src/llm/templates/plotScale.js";

const scale = (text: string, from: number, to: number): { x: Axis; y: Axis } | null => {
  const tree = parseExpression(text);
  if (tree === null) throw new Error(`${text} is not read`);
  return scaleFor([{ tree, from, to }]);
};
const labels = (axis: Axis | undefined): string[] => axis?.ticks.map(({ label }) => label) ?? [];

describe("scaleFor", () => {
  it("labels angles in halves of pi, and heights with round numbers", () => {
    const axes = scale("sin(x)", 0, 2 * Math.PI);
    expect(labels(axes?.x)).toEqual(["0", "pi slash 2", "pi", "3 pi slash 2", "2 pi"]);
    expect(labels(axes?.y)).toEqual(["-1", "-0.5", "0", "0.5", "1"]);
    expect(axes?.y.high).toBeGreaterThan(1);
  });

  it("starts at zero where the curve is near it", () => {
    expect(scale("x^2", -3, 3)?.y.low).toBe(0);
    expect(scale("x^2 + 1000", -3, 3)?.y.low).toBeGreaterThan(900);
  });

  it("cuts a pole, so that the rest can be seen", () => {
    const axes = scale("1/x", -5, 5);
    expect(axes?.y.high).toBeLessThan(10);
    expect(axes?.y.low).toBeGreaterThan(-10);
  });

  it("leaves room around a constant", () => {
    expect(scale("5", 0, 1)?.y).toMatchObject({ low: 2.5, high: 7.5 });
    expect(scale("0", 0, 1)?.y).toMatchObject({ low: -1, high: 1 });
  });

  it("has room for all curves", () => {
    const curve = (text: string, from: number, to: number) => ({ tree: parseExpression(text)!, from, to });
    const axes = scaleFor([curve("x", 0, 2), curve("-3x", 1, 4)]);
    expect([axes?.x.low, axes?.x.high]).toEqual([0, 4]);
    expect(axes?.y.low).toBeLessThan(-12);
    expect(axes?.y.high).toBeGreaterThanOrEqual(2);
  });

  it("writes very large and very small heights as powers of ten", () => {
    expect(labels(scale("x^9", 0, 100)?.y).some((label) => label.includes("10^("))).toBe(true);
    expect(labels(scale("x/100000000", 0, 1)?.y).some((label) => label.includes("10^(-"))).toBe(true);
  });

  it.each([
    ["x", 0, 1e-6],
    ["x", -1e9, 1e9],
    ["exp(x)", 0, 10],
    ["x^3", -7, 11],
    ["sin(x)", -100, 100],
  ])("gives %s from %d to %d a few ticks that differ", (text, from, to) => {
    const axes = scale(text, from, to);
    for (const axis of [axes?.x, axes?.y]) {
      const shown = labels(axis);
      expect(shown.length).toBeGreaterThanOrEqual(2);
      expect(shown.length).toBeLessThanOrEqual(12);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });

  it("is null where there is no value to show", () => {
    expect(scale("log(x)", -2, -1)).toBeNull();
    expect(scaleFor([])).toBeNull();
  });
});
