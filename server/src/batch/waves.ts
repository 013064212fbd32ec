/** When requests leave: once everybody who may still ask is waiting, or the oldest has waited long enough. */
import type { LaneLimits } from "./limits.js";

/** Somebody who may still ask in a pool, with at most one request open at a time. */
export interface Attendance {
  close(): void;
}

interface Pool {
  attendances: number;
  /** Callers that wait for an answer, sent or not. */
  pending: number;
  /** Requests that have not left, with the time (ms, monotonic) at which they came. */
  waiting: Map<string, number>;
  timer: NodeJS.Timeout | null;
}

export class Waves {
  private readonly pools = new Map<string, Pool>();

  constructor(
    private readonly limits: Pick<LaneLimits, "gather" | "longestWait">,
    private readonly leave: (pool: string, keys: string[]) => void,
  ) {}

  open(name: string): Attendance {
    const pool = this.pool(name);
    pool.attendances += 1;
    let open = true;
    return {
      close: () => {
        if (open) pool.attendances -= 1;
        open = false;
        this.look(name, this.limits.gather);
      },
    };
  }

  /** A caller waits from now until it calls what is returned. */
  enter(name: string): () => void {
    this.pool(name).pending += 1;
    return () => {
      this.pool(name).pending -= 1;
      this.look(name, this.limits.gather);
    };
  }

  /** The request is to leave with the pool's next wave. */
  add(name: string, key: string): void {
    const { waiting } = this.pool(name);
    if (!waiting.has(key)) waiting.set(key, performance.now());
    this.look(name, this.limits.gather);
  }

  remove(name: string, key: string): void {
    this.pools.get(name)?.waiting.delete(key);
  }

  close(): void {
    for (const { timer } of this.pools.values()) clearTimeout(timer ?? undefined);
    this.pools.clear();
  }

  /** Looks after `ms` whether the pool is ready; a later call counts. */
  private look(name: string, ms: number): void {
    const pool = this.pool(name);
    clearTimeout(pool.timer ?? undefined);
    pool.timer = null;
    if (pool.waiting.size > 0) pool.timer = setTimeout(() => this.check(name, pool), ms);
    else if (pool.attendances === 0 && pool.pending === 0) this.pools.delete(name);
  }

  private check(name: string, pool: Pool): void {
    const oldest = Math.min(...pool.waiting.values());
    const left = oldest + this.limits.longestWait - performance.now();
    if (pool.pending < pool.attendances && left > 0) {
      this.look(name, left);
      return;
    }
    const keys = [...pool.waiting.keys()];
    pool.waiting.clear();
    this.leave(name, keys);
  }

  private pool(name: string): Pool {
    const found = this.pools.get(name) ?? {
      attendances: 0,
      pending: 0,
      waiting: new Map<string, number>(),
      timer: null,
    };
    this.pools.set(name, found);
    return found;
  }
}
