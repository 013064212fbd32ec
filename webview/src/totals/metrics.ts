/** The figures of a total, each as a length for a bar and as words. */
import type { Total } from "../../../protocol/calls/totalsCalls.js";
import type { Range } from "../../../protocol/completion.js";
import { moneyWords, spanWords } from "../durations.js";
import { locale, t } from "../l10n.js";

export type MetricId = "usd" | "tokens" | "kwh" | "kgco2e" | "seconds";

export interface Metric {
  id: MetricId;
  label: string;
  /** Least and most, the same where one figure is known; null where none is. */
  range: (total: Total) => Range | null;
  words: (total: Total) => string;
}

const one = (value: number | null): Range | null => (value === null ? null : { low: value, high: value });

export const tokensOf = ({ tokens: { prompt, completion } }: Total): number => prompt + completion;

export const money: Metric = {
  ...{ id: "usd", label: t("Money"), range: ({ usd }) => one(usd) },
  words: ({ usd }) => moneyWords(usd),
};

export const metrics: readonly Metric[] = [
  money,
  {
    ...{ id: "tokens", label: t("Tokens"), range: (total) => one(tokensOf(total)) },
    words: (total) => tokensOf(total).toLocaleString(locale()),
  },
  { id: "kwh", label: t("Energy"), range: ({ kwh }) => kwh, words: ({ kwh }) => rangeWords(kwh, energyWords) },
  {
    ...{ id: "kgco2e", label: t("Emissions"), range: ({ kgco2e }) => kgco2e },
    words: ({ kgco2e }) => rangeWords(kgco2e, emissionWords),
  },
  {
    ...{ id: "seconds", label: t("Time"), range: ({ seconds }) => one(seconds) },
    words: ({ seconds }) => (seconds === null ? t("not known") : spanWords(seconds)),
  },
];

export interface Bar {
  /** Parts of the longest bar, 0 to 1; `most` is what lies beyond `least`. */
  least: number;
  most: number;
}

/** Bars on one scale, for charts of one metric; null for what has no figure. */
export function barsOf(ranges: readonly (Range | null)[]): (Bar | null)[] {
  const longest = Math.max(0, ...ranges.map((range) => range?.high ?? 0));
  return ranges.map((range) =>
    range === null || longest === 0 ? null : { least: range.low / longest, most: range.high / longest },
  );
}

/** Watt-hours where kilowatt-hours would be small. */
function energyWords(kwh: number): [number, string] {
  return kwh < 1 ? [kwh * 1000, t("Wh")] : [kwh, t("kWh")];
}

function emissionWords(kilograms: number): [number, string] {
  return kilograms < 1 ? [kilograms * 1000, t("g CO₂e")] : [kilograms, t("kg CO₂e")];
}

/** Two digits that count: the methods behind such figures give no more. */
function rangeWords(range: Range | null, unitOf: (value: number) => [number, string]): string {
  if (range === null) return t("not known");
  const [most, unit] = unitOf(range.high);
  const factor = range.high === 0 ? 1 : most / range.high;
  const [low, high] = [range.low * factor, most].map((value) =>
    value.toLocaleString(locale(), { maximumSignificantDigits: 2 }),
  );
  return low === high ? t("{0} {1}", high ?? "", unit) : t("{0} to {1} {2}", low ?? "", high ?? "", unit);
}
