/** The jobs of the list, of which only pages around what is seen are here. */
import type { HistoryFilter, HistoryPage, JobRow, ListRows } from "../../protocol/calls/historyCalls.js";
import type { Job } from "../../protocol/job.js";
import type { Problem } from "../../protocol/problems.js";
import type { Answer } from "../../protocol/server.js";

export const noFilter: HistoryFilter = { text: "", status: null, provider: null, month: null };

/** Rows that are asked for at once, beginning at a multiple of it. */
const pageSize = 100;
/** Milliseconds between two readings because jobs have changed. */
const rereadEvery = 500;

type Ask = (
  value: { filter: HistoryFilter; from: number; count: number },
  signal: AbortSignal,
) => Promise<Answer<HistoryPage>>;

export class JobHistory {
  filter: HistoryFilter = noFilter;
  /** How many jobs fit; null until that is known. */
  total: number | null = null;
  /** Every list of topics among those that fit, by place. */
  lists: readonly ListRows[] = [];
  /** Why the last reading failed. */
  problem: Problem | null = null;
  #rows = new Map<number, JobRow>();
  /** The rows that are seen. */
  #seen = { first: 0, end: 0 };
  #asking = new Map<number, AbortController>();
  #reread: ReturnType<typeof setTimeout> | undefined;
  #readAt = -Infinity;

  constructor(
    private readonly ask: Ask,
    private readonly changed: () => void,
  ) {}

  /** Undefined while it is being read. */
  row(at: number): JobRow | undefined {
    return this.#rows.get(at);
  }

  /** The place of a job among those that are here; -1 for any other. */
  placeOf(id: string): number {
    for (const [at, row] of this.#rows) if (row.id === id) return at;
    return -1;
  }

  /** Says which rows are seen; those that are not here are asked for. */
  see(first: number, end: number): void {
    this.#seen = { first, end };
    for (let page = Math.floor(first / pageSize); page * pageSize < Math.max(end, 1); page++)
      if (!this.#has(page)) void this.#read(page);
  }

  setFilter(filter: HistoryFilter): void {
    this.filter = filter;
    this.#startOver();
  }

  /** Reads what is seen again; what is here is shown until then. */
  refresh(): void {
    clearTimeout(this.#reread);
    this.#reread = undefined;
    this.#readAt = performance.now();
    const pages = new Set([
      Math.floor(this.#seen.first / pageSize),
      Math.floor(Math.max(0, this.#seen.end - 1) / pageSize),
    ]);
    for (const at of this.#rows.keys()) if (!pages.has(Math.floor(at / pageSize))) this.#rows.delete(at);
    for (const page of pages) void this.#read(page);
  }

  /** A job is new or has changed. */
  accept(job: Job): void {
    const at = this.placeOf(job.id);
    const row = this.#rows.get(at);
    if (row === undefined) {
      // A job that is not here may be anywhere, or new.
      this.#refreshSoon();
      return;
    }
    this.#rows.set(at, rowOf(job));
    if (row.status !== job.status) this.#refreshSoon();
    this.changed();
  }

  dispose(): void {
    clearTimeout(this.#reread);
    this.#reread = undefined;
    for (const asking of this.#asking.values()) asking.abort();
  }

  #startOver(): void {
    this.dispose();
    this.#rows = new Map();
    this.total = null;
    this.lists = [];
    void this.#read(0);
    this.changed();
  }

  #refreshSoon(): void {
    const wait = Math.max(0, this.#readAt + rereadEvery - performance.now());
    this.#reread ??= setTimeout(() => this.refresh(), wait);
  }

  #has(page: number): boolean {
    if (this.#asking.has(page)) return true;
    const last = Math.min((page + 1) * pageSize, this.total ?? Infinity) - 1;
    return this.total !== null && (last < page * pageSize || (this.#rows.has(page * pageSize) && this.#rows.has(last)));
  }

  async #read(page: number): Promise<void> {
    this.#asking.get(page)?.abort();
    const asking = new AbortController();
    this.#asking.set(page, asking);
    const value = { filter: this.filter, from: page * pageSize, count: pageSize };
    const answer = await this.ask(value, asking.signal).catch(() => null);
    if (this.#asking.get(page) !== asking) return;
    this.#asking.delete(page);
    if (answer === null || asking.signal.aborted) return;
    this.problem = answer.ok ? null : answer.problem;
    if (answer.ok) this.#take(answer.value);
    this.changed();
  }

  #take({ total, from, rows, lists }: HistoryPage): void {
    // Places have moved: other pages are read again when they are seen.
    if (this.total !== total)
      for (const at of this.#rows.keys()) if (at < from || at >= from + pageSize) this.#rows.delete(at);
    this.total = total;
    this.lists = lists;
    for (let at = from; at < from + pageSize; at++) this.#rows.delete(at);
    for (const [index, row] of rows.entries()) this.#rows.set(from + index, row);
    if (this.#seen.end > 0) this.see(Math.min(this.#seen.first, total), Math.min(this.#seen.end, total));
  }
}

function rowOf(job: Job): JobRow {
  const { id, title, topic, status, stage, percentage, list, mode, provider, createdAt } = job;
  const row = { id, title, topic, status, stage, percentage, list, mode, provider, createdAt };
  return { ...row, scenes: job.scenes.length };
}
