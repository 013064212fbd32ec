/** Chooses axes for curves: the height that shows them well, and where the ticks lie. */
import { evaluate, type Expression } from "./expression.js";

export interface Curve {
  tree: Expression;
  from: number;
  to: number;
}

/** One axis; `ticks` are its labelled places with their labels in Typst mathematics. */
export interface Axis {
  low: number;
  high: number;
  step: number;
  ticks: { at: number; label: string }[];
}

const samples = 800;
/** A curve whose extremes are this many times further apart than its middle four fifths has a pole, and is cut. */
const poleRatio = 12;

/** Axes on which all curves fit; null when no curve has a value in its range. */
export function scaleFor(curves: readonly Curve[]): { x: Axis; y: Axis } | null {
  const heights = curves.flatMap((curve) => visibleHeights(curve));
  if (heights.length === 0) return null;
  const low = Math.min(...curves.map(({ from }) => from));
  const high = Math.max(...curves.map(({ to }) => to));
  const isTrigonometric = curves.some(({ tree }) => usesAngles(tree));
  return { x: horizontalAxis(low, high, isTrigonometric), y: verticalAxis(Math.min(...heights), Math.max(...heights)) };
}

/** Lowest and highest value worth showing, or nothing. */
function visibleHeights({ tree, from, to }: Curve): number[] {
  const values = Array.from({ length: samples + 1 }, (_, step) => evaluate(tree, from + ((to - from) * step) / samples))
    .filter((value) => Math.abs(value) < 1e12)
    .toSorted((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] ?? Number.NaN;
  if (values.length < 2) return [];
  const [lowest, low, high, highest] = [at(0), at(0.1), at(0.9), at(1)];
  const middle = high - low;
  if (highest - lowest <= poleRatio * middle) return [lowest, highest];
  if (middle === 0) return [lowest, highest];
  return [Math.max(lowest, low - middle), Math.min(highest, high + middle)];
}

/** A little more than the curves need, so that no extreme lies on the edge. */
function verticalAxis(lowest: number, highest: number): Axis {
  const height = highest - lowest;
  if (height <= Math.max(Math.abs(highest), Math.abs(lowest)) * 1e-9) {
    const reach = Math.max(1, Math.abs(highest) / 2);
    return plainAxis(highest - reach, highest + reach);
  }
  // The x axis is shown when it is near, since heights are read from it.
  const bottom = lowest >= 0 && lowest < height ? 0 : lowest - height * 0.06;
  const top = highest <= 0 && -highest < height ? 0 : highest + height * 0.06;
  return plainAxis(bottom, top);
}

function horizontalAxis(low: number, high: number, isTrigonometric: boolean): Axis {
  const halves = [low, high].map((end) => (end / Math.PI) * 2);
  const areHalves = halves.every((half) => Math.abs(half - Math.round(half)) < 0.01);
  if (!isTrigonometric || !areHalves || high - low > 12 * Math.PI) return plainAxis(low, high);
  const [first = 0, last = 0] = halves.map(Math.round);
  const stride = last - first > 8 ? (last - first > 16 ? 4 : 2) : 1;
  const ticks = [];
  for (let half = Math.ceil(first / stride) * stride; half <= last; half += stride)
    ticks.push({ at: (half * Math.PI) / 2, label: piLabel(half) });
  return { low, high, step: (stride * Math.PI) / 2, ticks };
}

/** Ticks at round numbers. */
function plainAxis(low: number, high: number): Axis {
  const step = roundStep((high - low) / 6);
  const slack = step * 1e-6;
  const ticks = [];
  for (let index = Math.ceil((low - slack) / step); index <= Math.floor((high + slack) / step); index++)
    ticks.push({ at: tidy(index * step), label: numberLabel(tidy(index * step)) });
  return { low: tidy(low), high: tidy(high), step, ticks };
}

function roundStep(about: number): number {
  const power = 10 ** Math.floor(Math.log10(about));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= about * 0.999) ?? 10;
  return tidy(factor * power);
}

const tidy = (value: number): number => Number(value.toPrecision(12)) + 0;

function numberLabel(value: number): string {
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-3 && size < 1e5)) return String(tidy(value));
  const [mantissa = "1", exponent = "0"] = value.toExponential().split("e");
  if (mantissa.length > 6 && size < 1e12 && size >= 1) return String(value);
  const power = `10^(${Number(exponent)})`;
  return mantissa === "1" ? power : mantissa === "-1" ? `-${power}` : `${mantissa} dot ${power}`;
}

function piLabel(half: number): string {
  if (half === 0) return "0";
  const sign = half < 0 ? "-" : "";
  const size = Math.abs(half);
  if (size % 2 === 0) return `${sign}${size === 2 ? "" : `${size / 2} `}pi`;
  return `${sign}${size === 1 ? "" : `${size} `}pi slash 2`;
}

function usesAngles(tree: Expression): boolean {
  if (tree.kind === "call") return ["sin", "cos", "tan"].includes(tree.name) || usesAngles(tree.of);
  if (tree.kind === "operation") return usesAngles(tree.left) || usesAngles(tree.right);
  return tree.kind === "negative" && usesAngles(tree.of);
}
