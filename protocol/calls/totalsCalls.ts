/** What the panel asks about what all videos have taken. */
import type { Range } from "../completion.js";
import type { Call } from "./call.js";

/** What some requests have taken together. A figure is null where no request has one. */
export interface Total {
  requests: number;
  tokens: { prompt: number; completion: number; cached: number };
  usd: number | null;
  kwh: Range | null;
  kgco2e: Range | null;
  /** Seconds: of a model, that were waited for it; of jobs, that they ran. Null where it was not written down. */
  seconds: number | null;
  /** Requests without a known price or energy, which the sums above lack. */
  unknown: { usd: number; energy: number };
}

export interface TotalOf extends Total {
  /** A job's id, a model's name (empty where it was not written down), or a month such as `2026-11`. */
  key: string;
  label: string;
}

export interface Totals {
  jobs: number;
  all: Total;
  /** Those that took most first; `jobsLeft` more are in `all` only. */
  byJob: TotalOf[];
  jobsLeft: number;
  byModel: TotalOf[];
  /** Oldest first. */
  byMonth: TotalOf[];
  /** Where the energy figures come from. */
  energySource: string;
}

export interface TotalsCalls {
  "totals.show": Call<null, Totals>;
}

export const totalsCallsOfServer = ["totals.show"] as const satisfies (keyof TotalsCalls)[];
