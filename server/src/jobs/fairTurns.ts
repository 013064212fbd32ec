/**
 * Whose job is next where several users share the places: each of a user's jobs takes the turn after his last one, so that
 * with fifty waiting another's first comes after the one being served. The queue has the same in Redis (queue/scripts.ts).
 */
export class FairTurns {
  private served = 0;
  private readonly last = new Map<string, number>();

  /** The turn of the user's next job; lower ones come first. */
  take(user: string): number {
    const turn = Math.max(this.served, this.last.get(user) ?? 0) + 1;
    this.last.set(user, turn);
    return turn;
  }

  /** Says that the job with this turn has got its place. */
  serve(turn: number): void {
    this.served = Math.max(this.served, turn);
    for (const [user, last] of this.last) if (last <= this.served) this.last.delete(user);
  }
}
