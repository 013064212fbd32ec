/** Spans of time, months and sums of money in the words of the panel's views. */
import { locale, t } from "./l10n.js";

const [minute, hour, day] = [60, 3600, 86_400];

/** The two greatest units of a span of seconds: `2 h 5 min`, `40 s`. */
export function spanWords(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / day), Math.floor((whole % day) / hour), Math.floor((whole % hour) / minute)];
  const [days = 0, hours = 0, minutes = 0] = parts;
  if (days > 0) return t("{0} d {1} h", days, hours);
  if (hours > 0) return t("{0} h {1} min", hours, minutes);
  if (minutes > 0) return t("{0} min {1} s", minutes, whole % minute);
  return t("{0} s", whole);
}

/** Unknown is said, never shown as zero; and what is more than zero is not shown as zero either. */
export function moneyWords(usd: number | null): string {
  if (usd === null) return t("price not known");
  if (usd > 0 && usd < 0.0001) return t("under {0}", dollars(0.0001, 4));
  return dollars(usd, usd < 0.1 && usd > 0 ? 4 : 2);
}

function dollars(usd: number, digits: number): string {
  return usd.toLocaleString(locale(), {
    ...{ style: "currency", currency: "USD", currencyDisplay: "narrowSymbol" },
    ...{ minimumFractionDigits: digits, maximumFractionDigits: digits },
  });
}

/** A month such as `2026-11` in the reader's language. */
export function monthWords(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(year, number - 1, 1).toLocaleDateString(locale(), { year: "numeric", month: "short" });
}
