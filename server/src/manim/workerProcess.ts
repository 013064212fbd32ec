/** One Python worker: its process, the requests open on it, and its end. */
import { randomUUID } from "node:crypto";
import { problem, type Problem } from "../../../protocol/problems.js";
import type { WorkerProblem, WorkerRequest } from "../../../protocol/worker.js";
import type { Log } from "../log.js";
import { startProcess, type ProcessStart, type RunningProcess } from "../processes.js";
import { toProblem, WorkerAnswer } from "./answers.js";
import { readLines } from "./lines.js";

type Distributed<T> = T extends unknown ? Omit<T, "id"> : never;
/** A request without its id, which the worker process gives it. */
export type WorkerTask = Distributed<Exclude<WorkerRequest, { op: "cancel" }>>;

export type WorkerOutcome = { kind: "done"; result: unknown } | { kind: "failed"; problem: Problem };

interface OpenRequest {
  settle(outcome: WorkerOutcome): void;
  progress(animation: number, time: number): void;
  found(problems: WorkerProblem[]): void;
}

export interface RequestOptions {
  signal: AbortSignal;
  /** Milliseconds after which the worker is taken for lost, and ended. */
  bound: number;
  progress?: (animation: number, time: number) => void;
  /** Told of problems before the outcome, which has them all again. */
  found?: (problems: WorkerProblem[]) => void;
}

const startBound = 60_000;
const longestLine = 16_000_000;

/** A started worker with Manim loaded. Once `alive` is false it is never used again. */
export class WorkerProcess {
  private readonly open = new Map<string, OpenRequest>();
  private readonly tail: string[] = [];
  alive = true;
  private retiring = false;

  private constructor(
    private readonly running: RunningProcess,
    private readonly log: Log,
  ) {}

  /** Of the process that was started: the sandbox around the worker, where there is one. */
  get pid(): number | undefined {
    return this.running.pid;
  }

  /** Starts a worker and waits until it is ready. */
  static async start(start: ProcessStart, log: Log, signal: AbortSignal): Promise<WorkerProcess> {
    signal.throwIfAborted();
    const worker = new WorkerProcess(startProcess(start), log);
    const ready = Promise.withResolvers<undefined>();
    const failed = (why: string): void => ready.reject(new Error(why));
    const onAbort = (): void => failed("cancelled");
    const timer = setTimeout(() => failed("it was not ready within 60 seconds"), startBound);
    signal.addEventListener("abort", onAbort, { once: true });
    void worker.read(() => ready.resolve(undefined));
    void worker.readTail();
    void worker.running.exited.then(() => failed(worker.lastWords()));
    try {
      await ready.promise;
      return worker;
    } catch (error) {
      await worker.end();
      signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
    }
  }

  /** Sends a task and waits for its outcome. An aborted signal cancels it in the worker and gives `cancelled`. */
  async request(task: WorkerTask, { signal, bound, progress, found }: RequestOptions): Promise<WorkerOutcome> {
    if (signal.aborted) return { kind: "failed", problem: problem("cancelled", "Cancelled.") };
    const id = randomUUID();
    const { promise, resolve } = Promise.withResolvers<WorkerOutcome>();
    this.open.set(id, { settle: resolve, progress: progress ?? (() => undefined), found: found ?? (() => undefined) });
    const cancel = (): void => {
      this.send({ id: randomUUID(), op: "cancel", target: id });
      resolve({ kind: "failed", problem: problem("cancelled", "Cancelled.") });
    };
    const timer = setTimeout(() => void this.lose("it did not answer in time"), bound);
    signal.addEventListener("abort", cancel, { once: true });
    if (this.alive) this.send({ id, ...task });
    else resolve(this.lost());
    try {
      return await promise;
    } finally {
      this.open.delete(id);
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
      if (this.retiring) this.endWhenIdle();
    }
  }

  /** Ends the worker once nothing is open on it; it is to be given nothing more. */
  retire(): void {
    this.retiring = true;
    this.endWhenIdle();
  }

  private endWhenIdle(): void {
    if (this.open.size === 0) void this.end();
  }

  /** Ends the worker and its children; open requests fail with `worker-lost`. */
  async end(): Promise<void> {
    this.alive = false;
    await this.running.end();
    this.failOpen();
  }

  private send(message: WorkerRequest): void {
    this.running.stdin.write(JSON.stringify(message) + "\n");
  }

  private async read(ready: () => void): Promise<void> {
    try {
      for await (const line of readLines(this.running.stdout, longestLine)) {
        const answer = WorkerAnswer.safeParse(JSON.parse(line));
        if (!answer.success) throw new Error(`an answer has the wrong shape: ${answer.error.message.slice(0, 300)}`);
        this.take(answer.data, ready);
      }
      await this.lose("it closed its answers");
    } catch (error) {
      await this.lose(error instanceof Error ? error.message : String(error));
    }
  }

  private take(answer: WorkerAnswer, ready: () => void): void {
    if (answer.type === "ready") {
      ready();
      return;
    }
    const request = this.open.get(answer.id);
    if (request === undefined) return;
    if (answer.type === "progress") request.progress(answer.animation, answer.time);
    else if (answer.type === "found") request.found(answer.problems);
    else if (answer.type === "done") request.settle({ kind: "done", result: answer.result });
    else request.settle({ kind: "failed", problem: toProblem(answer.problem) });
  }

  private async readTail(): Promise<void> {
    try {
      for await (const line of readLines(this.running.stderr, longestLine)) {
        this.tail.push(line.slice(0, 2000));
        if (this.tail.length > 40) this.tail.shift();
      }
    } catch {
      // The process is gone; `read` says so.
    }
  }

  private async lose(why: string): Promise<void> {
    if (this.alive) this.log.warn(`Manim worker ${this.running.pid ?? "?"} lost: ${why}\n${this.lastWords()}`);
    await this.end();
  }

  private failOpen(): void {
    for (const request of this.open.values()) request.settle(this.lost());
    this.open.clear();
  }

  private lost(): WorkerOutcome {
    return {
      kind: "failed",
      problem: problem("worker-lost", `The Manim process ended unexpectedly. ${this.lastWords()}`.trim()),
    };
  }

  private lastWords(): string {
    return this.tail.join("\n").slice(-1500);
  }
}
