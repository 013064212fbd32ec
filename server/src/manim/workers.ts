/** Owns the workers: one for each user of them (the editor, each job), each with a scratch folder and sandbox of its own. */
import { mkdir, readdir, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import type { ProcessStart } from "../processes.js";
import { onFile } from "../storage/fileProblems.js";
import { untilAborted } from "../untilAborted.js";
import { isAlive } from "../storage/halfFiles.js";
import type { Python } from "./python.js";
import { inSandbox, type Sandbox } from "./sandbox.js";
import { WorkerProcess, type RequestOptions, type WorkerOutcome, type WorkerTask } from "./workerProcess.js";

export interface WorkersOptions {
  /** Parent of the scratch folders; named for this process's number, so that what it leaves when killed is known for its own. */
  scratch: string;
  workerPackage: string;
  log: Log;
  /** Asked at each start, so that a changed setting is seen. Throws ProblemError when there is no usable Python. */
  python(signal: AbortSignal): Promise<Python>;
  sandbox(): Promise<Sandbox>;
  /** What scenes may see of the graphics card; nothing when absent. */
  devices?: () => string[];
}

/** A worker and the folder it may write to. */
export interface Bench {
  scratch: string;
  request(task: WorkerTask, options: RequestOptions): Promise<WorkerOutcome>;
}

/** The editor's own worker stays warm: somebody is waiting for it. */
export const editorUser = "editor";
/** Workers of jobs that stay warm besides; each takes some 150 MB. */
const mostWarm = 4;

export class Workers {
  private readonly started = new Map<string, Promise<WorkerProcess>>();
  /** Workers of each user that finish what they were asked before; the next request starts another. */
  private readonly retired = new Map<string, Promise<WorkerProcess>[]>();
  private readonly swept: Promise<void>;

  constructor(private readonly options: WorkersOptions) {
    this.swept = this.sweep();
  }

  /** The bench of this user; its worker is started at the first request, and again after it was lost. */
  bench(user: string): Bench {
    const scratch = join(this.options.scratch, user);
    return {
      scratch,
      request: async (task, options) => (await this.worker(user, scratch, options.signal)).request(task, options),
    };
  }

  /** Asks the user's worker if it has been started; there is nothing to ask of one that has not. */
  async tell(user: string, task: WorkerTask, options: RequestOptions): Promise<void> {
    const worker = await this.started.get(user)?.catch(() => undefined);
    if (worker?.alive === true) await worker.request(task, options);
  }

  /** The processes that workers were started as, warm or finishing what they were asked. */
  async pids(): Promise<number[]> {
    const starting = [...this.started.values(), ...[...this.retired.values()].flat()];
    const workers = await Promise.all(starting.map((worker) => worker.catch(() => undefined)));
    return workers.flatMap((worker) => (worker?.alive === true ? (worker.pid ?? []) : []));
  }

  /** Ends the user's worker and removes its scratch folder. */
  async release(user: string): Promise<void> {
    const current = this.started.get(user);
    const all = [...(this.retired.get(user) ?? []), ...(current === undefined ? [] : [current])];
    this.started.delete(user);
    this.retired.delete(user);
    await Promise.all(all.map(async (worker) => (await worker.catch(() => undefined))?.end()));
    await rm(join(this.options.scratch, user), { recursive: true, force: true });
  }

  /** Ends every worker at once; what is open on them fails with `worker-lost`. */
  async releaseAll(): Promise<void> {
    const users = new Set([...this.started.keys(), ...this.retired.keys()]);
    await Promise.all([...users].map((user) => this.release(user)));
  }

  /** Lets every worker finish what it was asked and then end: the next request starts one with the Python now in force. */
  retireAll(): void {
    for (const user of [...this.started.keys()]) this.retire(user);
  }

  private retire(user: string): void {
    const starting = this.started.get(user);
    if (starting === undefined) return;
    this.started.delete(user);
    this.retired.set(user, [...(this.retired.get(user) ?? []), starting]);
    starting.then(
      (worker) => worker.retire(),
      () => undefined,
    );
  }

  /** A list of sixty videos may not keep sixty Pythons warm: those that were asked longest ago end. */
  private thinOut(): void {
    const jobs = [...this.started.keys()].filter((user) => user !== editorUser);
    for (const user of jobs.slice(0, -mostWarm)) this.retire(user);
  }

  private async worker(user: string, scratch: string, signal: AbortSignal): Promise<WorkerProcess> {
    const known = this.started.get(user);
    const current = await known?.catch(() => undefined);
    if (current?.alive === true) {
      this.asked(user);
      return current;
    }
    // Others that found it lost may have started the next one meanwhile.
    if (known !== undefined) this.forget(user, known);
    // Not the request's signal: others may wait for the same start, and a cancelled one leaves a warm worker behind.
    const starting = this.started.get(user) ?? this.start(user, scratch);
    this.started.set(user, starting);
    starting.catch(() => this.forget(user, starting));
    this.thinOut();
    return untilAborted(starting, signal, () => new ProblemError(problem("cancelled", "Cancelled.")));
  }

  private forget(user: string, worker: Promise<WorkerProcess>): void {
    if (this.started.get(user) === worker) this.started.delete(user);
  }

  /** Moves the user behind those who asked before. */
  private asked(user: string): void {
    const worker = this.started.get(user);
    if (worker === undefined) return;
    this.started.delete(user);
    this.started.set(user, worker);
  }

  private async start(user: string, scratch: string): Promise<WorkerProcess> {
    const signal = AbortSignal.timeout(120_000);
    const [python, sandbox] = await Promise.all([this.options.python(signal), this.options.sandbox()]);
    await this.swept;
    await onFile(scratch, () => mkdir(scratch, { recursive: true }));
    const readable = [...python.prefixes, this.options.workerPackage];
    const start = inSandbox(sandbox, this.command(python, user, scratch), {
      readable,
      writable: scratch,
      devices: this.options.devices?.() ?? [],
    });
    try {
      return await WorkerProcess.start(start, this.options.log, signal);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ProblemError(problem("worker-lost", `The Manim process could not be started: ${why}`), {
        cause: error,
      });
    }
  }

  /** Removes the scratch folders of processes that were killed: they may hold gigabytes of half-made videos. */
  private async sweep(): Promise<void> {
    const { scratch, log } = this.options;
    if (basename(scratch) !== String(process.pid)) return;
    const parent = dirname(scratch);
    try {
      for (const name of await readdir(parent))
        if (/^\d+$/.test(name) && !isAlive(Number(name)))
          await rm(join(parent, name), { recursive: true, force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        log.warn(`${parent} could not be tidied: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Somebody waits for the editor's checks, and for the answers of this process; a job's work takes what they leave. */
  private command(python: Python, user: string, scratch: string): ProcessStart {
    const background = user === editorUser ? [] : ["--background"];
    const args = ["-I", "-B", this.options.workerPackage, "--scratch", scratch, ...background];
    return { command: python.path, args, env: sceneEnvironment(scratch), cwd: scratch };
  }
}

/** What scene code may see of the environment: no keys, no home, and one thread for each numerical library. */
function sceneEnvironment(scratch: string): Record<string, string> {
  const kept = ["PATH", "SYSTEMROOT", "LANG", "LC_ALL"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(kept),
    HOME: scratch,
    TMPDIR: scratch,
    MPLCONFIGDIR: scratch,
    PYTHONIOENCODING: "utf-8",
    OMP_NUM_THREADS: "1",
    OPENBLAS_NUM_THREADS: "1",
  };
}
