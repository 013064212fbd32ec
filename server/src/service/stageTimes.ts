/** How long jobs stay in each stage, seen from the changes that pass by. */
import { isFinal, type Job, type Stage } from "../../../protocol/job.js";
import type { ServiceFigures } from "./videoService.js";

export class StageTimes {
  private readonly entered = new Map<string, { stage: Stage; at: number }>();
  readonly ended: ServiceFigures["stages"] = {};

  /** Milliseconds; replaced by tests. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  see({ id, stage, status }: Pick<Job, "id" | "stage" | "status">): void {
    const before = this.entered.get(id);
    const over = isFinal(status) || status === "queued";
    if (before !== undefined && (over || before.stage !== stage)) this.add(before);
    if (over) this.entered.delete(id);
    else if (before?.stage !== stage) this.entered.set(id, { stage, at: this.now() });
  }

  private add({ stage, at }: { stage: Stage; at: number }): void {
    const { count, seconds } = this.ended[stage] ?? { count: 0, seconds: 0 };
    this.ended[stage] = { count: count + 1, seconds: seconds + (this.now() - at) / 1000 };
  }
}
