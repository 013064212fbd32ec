/** Where the rows of a long list lie: all are equally high, and the first of each list of topics has a heading above it. */
import type { ListRows } from "../../protocol/calls/historyCalls.js";

export interface RowHeights {
  /** Pixels. */
  row: number;
  heading: number;
}

export class RowLayout {
  /** `lists` are in the order of their places. */
  constructor(
    readonly total: number,
    private readonly lists: readonly Pick<ListRows, "at">[],
    private readonly heights: RowHeights,
  ) {}

  get height(): number {
    return this.total * this.heights.row + this.lists.length * this.heights.heading;
  }

  /** Where a row begins, below its own heading. */
  top(at: number): number {
    return at * this.heights.row + this.headingsTo(at) * this.heights.heading;
  }

  /** Where a row begins with its heading, if it has one. */
  start(at: number): number {
    const own = this.headingsTo(at) - this.headingsTo(at - 1);
    return this.top(at) - own * this.heights.heading;
  }

  /** The rows that lie between two places, in pixels: the first, and the one after the last. */
  between(from: number, to: number): { first: number; end: number } {
    return { first: this.at(from), end: Math.min(this.total, this.at(to) + 1) };
  }

  /** The row at a place in pixels. */
  private at(y: number): number {
    let [low, high] = [0, Math.max(0, this.total - 1)];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.start(middle) <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** How many headings stand above a row, its own included. */
  private headingsTo(at: number): number {
    let [low, high] = [0, this.lists.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.lists[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
