/** What one user may have under way, and may spend in a day. */
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { VideoWish } from "./videoService.js";

export interface UserLimits {
  /** Jobs that wait or run at once. */
  openJobs: number;
  /** USD in 24 hours, or 0 for no bound. */
  dailyUsd: number;
}

/** What the user has already. */
export interface UserLoad {
  open: number;
  /** USD billed in the last 24 hours, and what jobs under way may still cost under their caps. */
  spent: number;
  reserved: number;
}

/**
 * The most that a wish may cost in USD, 0 for no cap; `provider` is the one that will be asked, as far as it is known here.
 * Throws ProblemError `too-many-jobs` or `cap-exceeded`.
 */
export function capOf(
  wish: Pick<VideoWish, "maxUsd" | "provider">,
  limits: UserLimits,
  load: UserLoad,
  usualCap: number,
): number {
  if (load.open >= limits.openJobs)
    throw new ProblemError(
      problem("too-many-jobs", `${load.open} jobs are under way; at most ${limits.openJobs} may be.`),
    );
  // The machine's own cap is the operator's: a wish may be for less.
  const asked = lower(wish.maxUsd ?? 0, usualCap);
  if (limits.dailyUsd === 0 || wish.provider === "templates") return asked;
  const left = limits.dailyUsd - load.spent - load.reserved;
  if (left <= 0) throw new ProblemError(daySpent(limits));
  return lower(asked, left);
}

/** As {@link capOf}, for a job that has ended and is started again under its old cap, of which `maxUsd` is left. */
export function requireRoom(
  again: Required<Pick<VideoWish, "maxUsd" | "provider">>,
  limits: UserLimits,
  load: UserLoad,
): void {
  if (capOf(again, limits, load, 0) < again.maxUsd) throw new ProblemError(daySpent(limits));
}

const daySpent = ({ dailyUsd }: UserLimits): Problem =>
  problem("cap-exceeded", `The day's ${dailyUsd} USD are spent or set aside for jobs under way.`);

/** The lower of two caps, of which 0 is none. */
function lower(one: number, other: number): number {
  return one === 0 || other === 0 ? Math.max(one, other) : Math.min(one, other);
}
