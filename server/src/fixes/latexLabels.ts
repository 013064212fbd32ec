/** Numbers and labels that Manim makes with LaTeX unless it is told otherwise. */
import type { Token } from "../rewrites/pythonTokens.js";
import { callsOf, type Argument, type Call } from "./calls.js";
import type { Change } from "./changes.js";
import { asFormula } from "./typstLiteral.js";

const numbers = new Set(["DecimalNumber", "Integer"]);
const axes = new Set(["Axes", "NumberPlane", "ComplexPlane", "ThreeDAxes", "PolarPlane"]);
/** Methods that put a label given as a text into LaTeX, with the place of the text. */
const labelled: Readonly<Record<string, { place: number; name: string }>> = {
  get_graph_label: { place: 1, name: "label" },
  get_x_axis_label: { place: 0, name: "label" },
  get_y_axis_label: { place: 0, name: "label" },
};

export function labelChanges(code: string, tokens: readonly Token[]): Change[] {
  const numbered = /\.(add_coordinates|add_numbers|get_number_mobject)\b/.test(code);
  return [
    ...callsOf(tokens, numbers).flatMap((call) => added(call, "mob_class", "mob_class=MathTypst")),
    ...callsOf(tokens, axes).flatMap((call) => (numbered || hasNumbers(call) ? axesChanges(call) : [])),
    ...callsOf(tokens, new Set(["NumberLine"])).flatMap((call) =>
      numbered || hasNumbers(call) ? added(call, "label_constructor", "label_constructor=MathTypst") : [],
    ),
    ...callsOf(tokens, new Set(Object.keys(labelled))).flatMap(labelChange),
    ...callsOf(tokens, new Set(["get_axis_labels"])).flatMap(axisLabels),
  ];
}

function hasNumbers(call: Call): boolean {
  return call.arguments.some(
    ({ name, tokens }) =>
      name === "include_numbers" ||
      tokens.some(({ text }) => /include_numbers|numbers_to_include|numbers_with_elongated/.test(text)),
  );
}

/** The argument at the end of the call, unless it is there. */
function added(call: Call, name: string, text: string): Change[] {
  const last = call.arguments.at(-1);
  if (call.arguments.some((argument) => argument.name === name || argument.tokens[0]?.text === "**")) return [];
  return [
    last === undefined
      ? { start: call.close, end: call.close, text }
      : { start: last.end, end: last.end, text: `, ${text}` },
  ];
}

/** In the settings of all axes where there are none yet, else in each that are given. */
function axesChanges(call: Call): Change[] {
  const given = call.arguments.find(({ name }) => name === "axis_config");
  if (given === undefined) return added(call, "axis_config", 'axis_config={"label_constructor": MathTypst}');
  return inSettings(given);
}

function inSettings({ tokens }: Argument): Change[] {
  const [open, second] = tokens;
  const isKnown = tokens.some(({ text }) => /label_constructor/.test(text));
  if (open?.text !== "{" || isKnown) return [];
  const comma = second?.text === "}" ? "" : ", ";
  return [{ start: open.end, end: open.end, text: `"label_constructor": MathTypst${comma}` }];
}

function labelChange(call: Call): Change[] {
  const where = labelled[call.callee.text];
  const positional = call.arguments.filter(({ name }) => name === null);
  const given = where && (call.arguments.find(({ name }) => name === where.name) ?? positional[where.place]);
  return given === undefined ? [] : [asFormula(given)].filter((change) => change !== null);
}

/** Left out, they are the letters x and y. */
function axisLabels(call: Call): Change[] {
  const given = call.arguments.flatMap((argument) => asFormula(argument) ?? []);
  if (call.arguments.length > 0) return given;
  return [{ start: call.close, end: call.close, text: 'MathTypst("x"), MathTypst("y")' }];
}
