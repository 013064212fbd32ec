/**
 * Reads the lines of an outline that ask for a curve: `plot: sin(x) from -3 to 3`, `Draw the graph of y = x^2`,
 * `y = x^2 - 1`, `f(x) = 1/x`.
 */
import type { Plot } from "../../../../protocol/storyboard.js";
import { evaluate, longestFunction, parseExpression } from "./expression.js";

const marked = /^(?:plot|graph|draw|curve)\s*:\s*(.+)$/i;
/** The same without a colon: the line asks for a curve only if a function of x follows. */
const asked =
  /^(?:please\s+)?(?:(?:(?:plot|draw|sketch|show)\s+)?(?:the\s+)?(?:graph|curve|plot)\s+of|plot|graph|draw|sketch)\s+(.+)$/i;
const equation = /^(?:y|[fgh]\s*\(\s*x\s*\))\s*=\s*(.+)$/i;
const numberPart = String.raw`([-+−]?\s*(?:[\d.π(]|pi|sqrt|e(?![a-z]))(?:[\d.\sπ*/()^+−-]|pi|sqrt|e(?![a-z]))*?)`;
/** A function and its range; what is longer is text. */
const longestLine = 400;
const range = new RegExp(
  String.raw`^(.*?)[,;]?\s*(?:(?:for\s+x\s+)?from\s+(?:x\s*=\s*)?${numberPart}\s+to\s+${numberPart}|(?:for\s+)?${numberPart}\s*(?:<=?|≤)\s*x\s*(?:<=?|≤)\s*${numberPart}|(?:for\s+x\s+)?(?:in|on|over)\s+\[${numberPart}\s*,\s*${numberPart}\])\s*$`,
  "iu",
);

export type PlotLine =
  | { kind: "plot"; plot: Plot }
  /** The line asks for a plot that cannot be drawn; `reason` says why in a sentence. */
  | { kind: "unreadable"; reason: string };

const tooLong: PlotLine = {
  kind: "unreadable",
  reason: `A function to plot has at most ${longestFunction} characters.`,
};

/** Null when the line asks for no plot. A formula counts only if its right side is a function of x. */
export function readPlotLine(line: string): PlotLine | null {
  const text = line
    .trim()
    .replace(/^`(.*)`$/, "$1")
    .replace(/\.$/, "");
  const isMarked = marked.exec(text);
  if (text.length > longestLine) return isMarked === null ? null : tooLong;
  const request = isMarked === null ? asked.exec(text)?.[1] : undefined;
  if (request !== undefined) return readRequest(request);
  const wanted = isMarked?.[1] ?? text;
  const [body, from, to] = splitRange(wanted);
  const written = equation.exec(body)?.[1] ?? (isMarked === null ? null : body);
  if (written === null) return null;
  const tree = parseExpression(written.trim());
  if (written.trim().length > longestFunction) return isMarked === null ? null : tooLong;
  if (tree === null)
    return isMarked === null
      ? null
      : { kind: "unreadable", reason: `"${written.slice(0, 120)}" is not a function of x that can be plotted.` };
  const ends = [from ?? -5, to ?? 5].toSorted((a, b) => a - b);
  const [low = -5, high = 5] = ends;
  if (!(high > low))
    return {
      kind: "unreadable",
      reason: `The plot of ${written.slice(0, 120)} has no width: it begins where it ends.`,
    };
  const samples = Array.from({ length: 201 }, (_, step) => evaluate(tree, low + ((high - low) * step) / 200));
  if (samples.filter(Number.isFinite).length < 2)
    return { kind: "unreadable", reason: `${written.slice(0, 120)} has no values from ${low} to ${high}.` };
  return { kind: "plot", plot: { function: written.trim(), from: low, to: high } };
}

/** What follows "draw", "graph of" and their like: often no curve at all ("draw a triangle", "graph theory"). */
function readRequest(request: string): PlotLine | null {
  const plot = readPlotLine(`plot: ${request}`);
  const [body] = splitRange(request);
  if (equation.test(body)) return plot;
  return plot?.kind === "plot" && /x/i.test(body) ? plot : null;
}

function splitRange(text: string): [string, number | null, number | null] {
  const found = range.exec(text);
  if (found === null) return [text, null, null];
  const numbers = found.slice(2).filter((part): part is string => (part as string | undefined) !== undefined);
  const [from, to] = numbers.map((part) => numberOf(part));
  if (from === undefined || to === undefined || !Number.isFinite(from) || !Number.isFinite(to))
    return [text, null, null];
  return [found[1] ?? "", from, to];
}

/** The value of a number such as `2pi` or `-1/2`; NaN when it is none. */
function numberOf(text: string): number {
  const tree = parseExpression(text);
  return tree === null ? Number.NaN : evaluate(tree, Number.NaN);
}
