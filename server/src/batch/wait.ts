/** How long a batch will take, from those that this installation has had. */
import type { BatchRow } from "./rows.js";
import type { Ledger } from "./ledger.js";

/** Times in milliseconds. */
export interface Wait {
  median: number;
  /** Nine of ten took no longer. */
  ninth: number;
  batches: number;
}

/** With fewer of them we only know what the provider says. */
const fewest = 3;
/** Providers change: older ones say less than the last ones. */
const latest = 50;

/** From the last batches of this provider and model that were answered in full; null when there are too few. */
export function ownHistory(batches: readonly BatchRow[], provider: string, model: string): Wait | null {
  const times = batches
    .filter((batch) => batch.provider === provider && batch.model === model && answered(batch))
    .slice(0, latest)
    // Ended is when we saw it: a computer that slept makes it longer, never shorter.
    .map(({ sentAt, endedAt }) => Date.parse(endedAt ?? "") - Date.parse(sentAt ?? ""))
    .filter((time) => time >= 0)
    .sort((a, b) => a - b);
  const at = (part: number): number => times[Math.max(0, Math.ceil(times.length * part) - 1)] ?? 0;
  return times.length < fewest ? null : { median: at(0.5), ninth: at(0.9), batches: times.length };
}

/** One sentence for the quote. */
export function expectedWait(ledger: Ledger, provider: string, model: string): string {
  const wait = ownHistory(ledger.batches(), provider, model);
  if (wait === null) return "target 24 h, expires at 48 h";
  const [median, ninth] = [duration(wait.median), duration(wait.ninth)];
  return `usually ${median}, nine of ten within ${ninth} (${wait.batches} batches so far)`;
}

function answered({ phase, state, cancelAsked, abandoned }: BatchRow): boolean {
  return phase === "settled" && !cancelAsked && !abandoned && state === "JOB_STATE_SUCCEEDED";
}

/** Such as `45 s`, `12 min`, `3 h`, `1.5 h`. */
function duration(ms: number): string {
  if (ms < 90_000) return `${Math.max(1, Math.round(ms / 1000))} s`;
  if (ms < 5_400_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 360_000) / 10} h`;
}
