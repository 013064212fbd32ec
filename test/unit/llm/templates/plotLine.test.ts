import { describe, expect, it } from "vitest";
import { readPlotLine } from "../../../../server/src/llm/templates/plotLine.js";

const plotOf = (line: string): unknown => {
  const read = readPlotLine(line);
  return read?.kind === "plot" ? [read.plot.function, read.plot.from, read.plot.to] : read?.kind;
};

describe("readPlotLine", () => {
  it.each([
    ["plot: sin(x) from -3 to 3", ["sin(x)", -3, 3]],
    ["Graph: y = x^2, for x from 0 to 2pi.", ["x^2", 0, 2 * Math.PI]],
    ["draw: 1/x on [1, 4]", ["1/x", 1, 4]],
    ["curve: x in [-1/2, π]", ["x", -0.5, Math.PI]],
    ["f(x) = exp(-x) for 0 <= x <= 2", ["exp(-x)", 0, 2]],
    ["y = x from 3 to -3", ["x", -3, 3]],
    ["`y = 2x + 1`", ["2x + 1", -5, 5]],
    ["plot: x^2", ["x^2", -5, 5]],
    ["plot y = x^2 from 0 to 4", ["x^2", 0, 4]],
    ["Draw the graph of f(x) = 1/x on [1, 4].", ["1/x", 1, 4]],
    ["Graph of sin(x) from 0 to 2pi", ["sin(x)", 0, 2 * Math.PI]],
    ["sketch the curve of x^3", ["x^3", -5, 5]],
  ])("reads %j", (line, plot) => expect(plotOf(line)).toEqual(plot));

  it.each([
    "E = mc^2",
    "y = mx + b",
    "y equals x",
    "sin(x)",
    "",
    "f(t) = t",
    "y =",
    "Draw a triangle",
    "Graph theory",
    "Plot twist",
    "show e",
    "Draw the graph",
  ])("asks for nothing in %j", (line) => expect(readPlotLine(line)).toBeNull());

  it.each([
    ["plot: the speed of light", "not a function of x"],
    ["plot: sin(x", "not a function of x"],
    ["plot: x from 2 to 2", "no width"],
    ["plot y = speed of light", "not a function of x"],
    ["plot: sqrt(x) from -4 to -1", "no values from -4 to -1"],
    ["plot: 1/0", "no values"],
    ["plot: __import__('os').system('id')", "not a function of x"],
    [`plot: ${"x + ".repeat(60)}1`, "at most 200 characters"],
    [`plot: ${"x + ".repeat(20_000)}1`, "at most 200 characters"],
    [`plot: ${"(".repeat(90)}x${")".repeat(90)}`, "not a function of x"],
  ])("says what is wrong with %.40j", (line, reason) => {
    const read = readPlotLine(line);
    expect(read?.kind).toBe("unreadable");
    expect(read?.kind === "unreadable" ? read.reason : "").toContain(reason);
  });

  it("takes a long line that is no plot for text", () => {
    expect(readPlotLine(`y = ${"x".repeat(100_000)}`)).toBeNull();
  });
});
