/** Writes the part of a scene that draws curves on labelled axes. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Plot } from "../../../../protocol/storyboard.js";
import { parseExpression } from "./expression.js";
import { toPython, toTypst } from "./expressionSource.js";
import { scaleFor, type Axis, type Curve } from "./plotScale.js";
import { pythonString } from "./pythonText.js";
import type { Helper } from "./sceneHelpers.js";
import { typstLine } from "./typstText.js";

const colors = ["BLUE_C", "YELLOW", "GREEN_C"];

export interface PlotCode {
  /** Definitions of the functions drawn, for the top of the file. */
  functions: string[];
  helpers: Helper[];
  /** Where text stands beside the plot. */
  textColumn: { x: number; width: number };
  lines(seconds: number): string[];
}

interface Place {
  /** The beat's number in its scene, which keeps function names apart. */
  number: number;
  /** Whether text stands on the left. */
  isBeside: boolean;
  /** The scene's id, for messages. */
  scene: string;
}

/** Throws ProblemError (storyboard-invalid) when a function cannot be read or has no values in its range. */
export function plotCode(plots: readonly Plot[], { number, isBeside, scene }: Place): PlotCode {
  const curves = plots.map((plot) => readCurve(plot, scene));
  const scale = scaleFor(curves);
  if (scale === null) throw refused(scene, `${plots[0]?.function ?? ""} has no values in its range`);
  const names = plots.map((_, index) => `f${number}${plots.length > 1 ? "abc".charAt(index) : ""}`);
  const functions = curves.map(
    ({ tree }, index) => `def ${names[index] ?? ""}(x: np.ndarray) -> np.ndarray:\n    return ${toPython(tree)}`,
  );
  const width = isBeside ? 7.2 : 11.6;
  const named = plots.map((plot, index) => legendEntry(plot, curves[index], colors[index % 3] ?? "BLUE_C", width));
  const range = ({ low, high, step }: Axis): string => `[${[low, high, step].map(short).join(", ")}]`;
  const lines = (seconds: number): string[] => [
    "legend = VGroup(",
    ...named.map((entry) => `    ${entry},`),
    ").arrange(DOWN, buff=0.2)",
    "axes, labels = labelled_axes(",
    `    ${ticks(scale.x)},`,
    `    ${ticks(scale.y)},`,
    `    x_range=${range(scale.x)},`,
    `    y_range=${range(scale.y)},`,
    `    x_length=${(width - 0.6 - labelWidth(scale.y)).toFixed(1)},`,
    "    y_length=TOP - BOTTOM - legend.height - 0.9,",
    ")",
    `frame = VGroup(axes, labels).move_to([${isBeside ? 2.9 : 0}, 0, 0]).to_edge(DOWN, buff=0.4)`,
    "legend.next_to(axes, UP, buff=0.3)",
    "curves = [",
    ...curves.map(
      ({ from, to }, index) =>
        `    graph(${names[index] ?? ""}, axes, ${short(from)}, ${short(to)}, ${colors[index % 3] ?? ""}),`,
    ),
    "]",
    `self.draw(frame, curves, legend, ${seconds.toFixed(1)})`,
  ];
  const helpers: Helper[] = [
    "axes",
    "graph",
    ...(named.some((entry) => entry.startsWith("wrapped")) ? (["wrapped"] as const) : []),
  ];
  return { functions, helpers, textColumn: { x: -4.1, width: 4.7 }, lines };
}

function readCurve(plot: Plot, scene: string): Curve {
  const tree = parseExpression(plot.function);
  if (tree === null) throw refused(scene, `"${plot.function}" is not a function of x that can be plotted`);
  if (plot.from === plot.to) throw refused(scene, `the plot of ${plot.function} begins where it ends`);
  return { tree, from: Math.min(plot.from, plot.to), to: Math.max(plot.from, plot.to) };
}

function refused(scene: string, what: string): ProblemError {
  return new ProblemError(problem("storyboard-invalid", `In the scene "${scene}", ${what}.`, { scene }));
}

function legendEntry(plot: Plot, curve: Curve | undefined, color: string, width: number): string {
  const label = typstLine(plot.label ?? "");
  if (label !== "") return `wrapped(${pythonString(label)}, ${width}, 30).set_color(${color})`;
  const formula = curve === undefined ? "" : `y = ${toTypst(curve.tree)}`;
  return `MathTypst(${pythonString(formula)}, font_size=36, color=${color})`;
}

function ticks({ ticks: places }: Axis): string {
  return `{${places.map(({ at, label }) => `${short(at)}: ${pythonString(label)}`).join(", ")}}`;
}

/** About how wide the labels of the vertical axis are. */
function labelWidth({ ticks: places }: Axis): number {
  const letters = places.map(({ label }) => label.replace(/ dot |\^|[()]/g, "").length);
  return 0.3 + 0.16 * Math.max(1, ...letters);
}

function short(value: number): string {
  return String(Number(value.toPrecision(8)));
}
