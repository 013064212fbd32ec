/** How many answers that last, streams of files and of events, are under way at once: in all, and for each user. */
import { problem, ProblemError } from "../../../protocol/problems.js";

export class Bounded {
  private all = 0;
  private readonly each = new Map<string, number>();

  constructor(
    private readonly what: string,
    private readonly most: { inAll: number; each: number },
  ) {}

  /** Returns how to give the place back, which counts once. Throws ProblemError `too-many-requests`. */
  take(user: string): () => void {
    const own = this.each.get(user) ?? 0;
    if (this.all >= this.most.inAll || own >= this.most.each)
      throw new ProblemError(problem("too-many-requests", `Too many ${this.what} are open.`));
    this.all++;
    this.each.set(user, own + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.all--;
      const left = (this.each.get(user) ?? 1) - 1;
      if (left === 0) this.each.delete(user);
      else this.each.set(user, left);
    };
  }

  get open(): number {
    return this.all;
  }
}
