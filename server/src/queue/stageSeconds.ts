/** Seconds that a job has spent in each stage, from its journal. */
import { stages, type Stage } from "../../../protocol/job.js";
import type { Entry } from "./redisJobs.js";

/** Of the attempt that is under way; a stage that scenes are in by turns counts until the next begins. */
export function secondsPerStage(
  entries: readonly Pick<Entry, "at" | "event">[],
  now: number,
): Partial<Record<Stage, number>> {
  const begun = new Map<Stage, number>();
  for (const { at, event } of entries) {
    if (event.type === "started") begun.clear();
    if (event.type === "stage" && !begun.has(event.stage)) begun.set(event.stage, Date.parse(at));
  }
  const order = stages.filter((stage) => begun.has(stage));
  return Object.fromEntries(
    order.map((stage, index) => {
      const next = order[index + 1];
      const end = next === undefined ? now : (begun.get(next) ?? now);
      return [stage, Math.max(0, end - (begun.get(stage) ?? now)) / 1000];
    }),
  );
}
