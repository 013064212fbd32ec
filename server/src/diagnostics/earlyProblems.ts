/** Problems that are told while a check goes on: gathered, and shown without flooding the editor. */
import type { Problem } from "../../../protocol/problems.js";

/** Milliseconds between two showings; the first is at once. */
const pause = 100;
/** A worker's word is a stranger's: it may tell no more than an answer may hold. */
const most = 1000;

export class EarlyProblems {
  private readonly problems: Problem[] = [];
  private timer: NodeJS.Timeout | null = null;
  private isWaiting = false;
  private ended = false;

  /** `show` is given all problems told so far. */
  constructor(private readonly show: (problems: readonly Problem[]) => void) {}

  /** `withFixes` answers the same problems, which take the place of those found once these are shown. */
  add(found: readonly Problem[], withFixes: () => Promise<readonly Problem[]>): void {
    if (this.ended || this.problems.length >= most) return;
    const first = this.problems.length;
    this.problems.push(...found.slice(0, most - first));
    this.showSoon();
    withFixes().then(
      (better) => {
        if (this.ended) return;
        this.problems.splice(first, Math.min(found.length, most - first), ...better.slice(0, most - first));
        this.showSoon();
      },
      // Those without fixes stand.
      () => undefined,
    );
  }

  /** Nothing is shown any more: the check has its answer, or will have none. */
  end(): void {
    this.ended = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private showSoon(): void {
    if (this.timer === null) this.showNow();
    else this.isWaiting = true;
  }

  private showNow(): void {
    this.isWaiting = false;
    this.show([...this.problems]);
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.isWaiting) this.showNow();
    }, pause);
  }
}
