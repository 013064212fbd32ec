/** Single calls for what a batch has not answered, a few at a time, and one for a request however many wait for it. */
import PQueue from "p-queue";
import type { Log } from "../log.js";
import { isOver, type Checkpoint } from "./follow.js";
import type { LedgerEntries } from "./ledgerEntries.js";
import type { Question } from "./question.js";
import type { EntryRow } from "./rows.js";
import { tick } from "./settle.js";

export class Singles {
  private readonly queue: PQueue;
  private readonly running = new Map<string, Promise<boolean>>();

  constructor(
    private readonly entries: LedgerEntries,
    private readonly log: Log,
    private readonly checkpoint: (name: Checkpoint) => void,
    concurrency: number,
  ) {
    this.queue = new PQueue({ concurrency });
  }

  /**
   * Resolves when the ledger has the end of a call; true when it was this caller's own, false when it was that of
   * another caller or was cut off by the signal.
   */
  async ask(entry: EntryRow, question: Question, signal: AbortSignal): Promise<boolean> {
    const other = this.running.get(entry.key);
    if (other !== undefined) {
      await other.catch(() => false);
      return false;
    }
    const call = this.queue.add(() => this.call(entry, question, signal));
    this.running.set(entry.key, call);
    try {
      return await call;
    } finally {
      this.running.delete(entry.key);
    }
  }

  private async call(entry: EntryRow, { inner, request }: Question, signal: AbortSignal): Promise<boolean> {
    if (isOver(signal)) return false;
    this.log.info(`Asking singly for ${entry.label}: ${entry.problem?.message ?? "the batch has no answer"}`);
    this.checkpoint("single.before");
    const outcome = await inner.generate(request, signal);
    this.checkpoint("single.answered");
    if (outcome.kind === "failed" && isOver(signal)) return false;
    this.entries.single(entry, outcome);
    this.checkpoint("single.written");
    if (outcome.kind === "answer" || outcome.kind === "calls") this.log.info(tick(entry.label));
    return true;
  }
}
