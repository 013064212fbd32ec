/** The batches that this process follows, each claimed from other processes while it does. */
import { performance } from "node:perf_hooks";
import type { Problem } from "../../../protocol/problems.js";
import { drive, type DriveEnd } from "./drive.js";
import { Alarm, type Follow } from "./follow.js";
import type { BatchProvider } from "./provider.js";

/** What all batches of a lane are followed with. */
export type Common = Pick<Follow, "ledger" | "entries" | "limits" | "log" | "checkpoint">;

/** One batch under way; `end` is null until it has ended. */
export interface Drive {
  readonly alarm: Alarm;
  readonly ended: Promise<DriveEnd>;
  end: DriveEnd | null;
}

const heartbeatEvery = 10_000;

export class Drives {
  private readonly running = new Map<string, Drive>();
  private readonly abort = new AbortController();
  private readonly heart: NodeJS.Timeout;

  constructor(
    private readonly common: Common,
    private readonly changed: (batch: string) => void,
    private readonly failed: (error: unknown) => Problem,
  ) {
    this.heart = setInterval(() => this.beat(), heartbeatEvery).unref();
  }

  /** Follows the batch until it is settled; null when another process does, or it has ended. */
  start(id: string, provider: BatchProvider): Drive | null {
    const running = this.running.get(id);
    if (running !== undefined) return running;
    if (this.abort.signal.aborted || !this.common.ledger.claim(id)) return null;
    const alarm = new Alarm();
    const follow: Follow = {
      ...this.common,
      ...{ id, provider, alarm, signal: this.abort.signal, since: performance.now() },
      changed: () => this.changed(id),
      spawned: (batches) => {
        for (const batch of batches) this.start(batch.id, provider);
      },
    };
    const ended = drive(follow, this.failed).then((end) => this.over(id, end));
    const started: Drive = { alarm, ended, end: null };
    this.running.set(id, started);
    return started;
  }

  /** Wakes it, so that it sees at once what was asked of it; false when this process does not follow it. */
  wake(id: string): boolean {
    const running = this.running.get(id);
    running?.alarm.wake();
    return running !== undefined;
  }

  ids(): string[] {
    return [...this.running.keys()];
  }

  get(id: string): Drive | null {
    return this.running.get(id) ?? null;
  }

  /** Leaves every batch to a later start, as it is in the ledger. */
  async close(): Promise<void> {
    clearInterval(this.heart);
    this.abort.abort();
    await Promise.all([...this.running.values()].map(({ ended }) => ended));
  }

  private over(id: string, end: DriveEnd): DriveEnd {
    const drive = this.running.get(id);
    if (drive !== undefined) drive.end = end;
    this.running.delete(id);
    this.attempt(() => this.common.ledger.release(id));
    this.attempt(() => this.changed(id));
    return end;
  }

  private beat(): void {
    if (this.running.size > 0) this.attempt(() => this.common.ledger.beat());
  }

  /** A heartbeat or a release that the disk does not take is made up for by the time bound of the lease. */
  private attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.common.log.warn(`The ledger of batches cannot be written: ${String(error)}`);
    }
  }
}
