/** The Manim workers of a machine's jobs: one for all tasks of a job, since starting one takes seconds. */
import type { Bench, Workers } from "../manim/workers.js";

/** Milliseconds for which a job's worker stays when no task of the job is there. */
const idle = 15_000;

interface Taken {
  tasks: number;
  leaving: NodeJS.Timeout | null;
}

export class Benches {
  private readonly taken = new Map<string, Taken>();

  constructor(private readonly workers: Pick<Workers, "bench" | "release">) {}

  /** The bench of a job's worker, until it is left. */
  take(job: string): { bench: Bench; leave: () => void } {
    const known = this.taken.get(job) ?? { tasks: 0, leaving: null };
    if (known.leaving !== null) clearTimeout(known.leaving);
    known.leaving = null;
    known.tasks += 1;
    this.taken.set(job, known);
    return { bench: this.workers.bench(userOf(job)), leave: () => this.leave(job, known) };
  }

  /** Whether the job was worked on a moment ago. */
  has(job: string): boolean {
    return this.taken.has(job);
  }

  private leave(job: string, known: Taken): void {
    known.tasks -= 1;
    if (known.tasks > 0) return;
    known.leaving = setTimeout(() => {
      this.taken.delete(job);
      this.workers.release(userOf(job)).catch(() => undefined);
    }, idle);
    known.leaving.unref();
  }
}

const userOf = (job: string): string => `job-${job}`;
