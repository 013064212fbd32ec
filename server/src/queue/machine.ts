/** A machine that takes tasks from the queue: BullMQ says which, and takes over what a lost machine had. */
import { DelayedError, UnrecoverableError, WaitingError, Worker, type Job as Task } from "bullmq";
import { problem, ProblemError } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import type { Desk } from "./desk.js";
import { prefix, queueName } from "./keys.js";
import { watchLostTasks } from "./lostTasks.js";
import { planTask } from "./planTask.js";
import { openPatientRedis } from "./redis.js";
import type { Held } from "./redisJobs.js";
import { sceneTask } from "./sceneTask.js";
import { lockDuration, mostTries, stalledInterval, type TaskData, type TaskName } from "./tasks.js";
import { replaced, TaskWriter } from "./taskWriter.js";
import { givingUp, problemOf, verdictOf } from "./tries.js";
import { videoTask } from "./videoTask.js";
import type { Workshop } from "./workshop.js";

export interface MachineOptions {
  url: string;
  desk: Desk;
  workshop: Workshop;
  /** Tasks at once. */
  concurrency: number;
  log: Log;
}

type Taken = Task<TaskData, void, TaskName>;

/** Milliseconds after which what had to wait is tried again, and how often at most. */
const laterAfter = 5000;
const mostLater = 360;
/** Milliseconds between two looks whether a task is still wanted: what the bell has not said. */
const lookEvery = 1000;
const tidyEvery = 60_000;
const complainEvery = 30_000;
/** Milliseconds that tasks have to end once they were told to. */
const stopBound = 20_000;

const drained = new Error("this machine takes its leave");

export class Machine {
  private readonly worker: Worker<TaskData, void, TaskName>;
  private readonly running = new Set<AbortController>();
  private readonly connection;
  private readonly unwatch: () => void;
  private readonly tidying: NodeJS.Timeout;
  private complained = { message: "", at: 0 };

  constructor(private readonly options: MachineOptions) {
    const { url, desk, log, concurrency } = options;
    this.connection = openPatientRedis(url);
    this.worker = new Worker<TaskData, void, TaskName>(queueName, (task, token) => this.take(task, token ?? ""), {
      ...{ connection: this.connection, prefix, concurrency, lockDuration, stalledInterval },
      // One that is found lost once more than it may fail is given up by BullMQ itself.
      maxStalledCount: mostTries,
    });
    this.worker.on("error", (error) => this.complain(error));
    this.worker.on("stalled", (id) => log.warn(`${id}: taken over from a worker that was lost`));
    this.unwatch = watchLostTasks({ ...desk, log });
    this.tidying = setInterval(() => void this.tidy(), tidyEvery);
  }

  /** Takes nothing more and lets what runs end; what has not within the bound (milliseconds) goes to another machine. */
  async drain(bound: number): Promise<void> {
    this.unwatch();
    clearInterval(this.tidying);
    const paused = this.worker.pause();
    await Promise.race([paused, this.idleWithoutRedis(bound)]);
    for (const stop of this.running) stop.abort(drained);
    await Promise.race([paused, this.idleWithoutRedis(stopBound)]);
    // Nothing runs any more; without force it would wait for a Redis that may be gone.
    await this.worker.close(true);
    this.connection.disconnect();
  }

  /** Ends when there is nothing to end and nobody to tell, at the latest after the bound. */
  private async idleWithoutRedis(bound: number): Promise<void> {
    const end = Date.now() + bound;
    while (Date.now() < end) {
      if (this.running.size === 0 && this.connection.status !== "ready") return;
      await delay(200);
    }
  }

  private async take(task: Taken, token: string): Promise<void> {
    const { jobs } = this.options.desk;
    const { job: id, attempt, index } = task.data;
    const claim = await jobs.claim(id, attempt, index === undefined ? task.name : `${task.name} ${index}`);
    const held = await jobs.get(id);
    // Deleted, cancelled or begun anew: nobody waits for it. Ended: whoever ended it may have been lost before the rest.
    if (claim === null || held === null) return this.clear(task);
    const stop = new AbortController();
    const writer = new TaskWriter(jobs, claim, stop);
    const release = this.watch(stop, () => jobs.holds(claim), id);
    try {
      if (task.attemptsMade + task.stalledCounter >= mostTries)
        await this.giveUp(
          task,
          writer,
          new ProblemError(problem("worker-lost", "Every worker that tried it was lost.")),
        );
      else await this.work(task, held, writer, stop.signal);
      await writer.flush();
    } catch (error) {
      await this.ended(task, token, { writer, signal: stop.signal, starts: claim.token }, error);
    } finally {
      release();
    }
    await this.clear(task);
  }

  /** Of a video that is finished nobody needs the parts. Throws when the storage is away: it is tried again later. */
  private async clear({ name, data }: Taken): Promise<void> {
    if (name !== "video") return;
    const { desk, workshop } = this.options;
    const held = await desk.jobs.get(data.job);
    if (held?.job.status === "completed" && held.attempt === data.attempt) await workshop.clear(data.job);
  }

  private work({ name, data }: Taken, held: Held, writer: TaskWriter, signal: AbortSignal): Promise<void> {
    const { desk, workshop } = this.options;
    const tools = { workshop, writer, signal };
    if (name === "plan") return planTask(held, { ...tools, tasks: desk.tasks });
    if (name === "scene") return sceneTask(held, data.index ?? 0, tools);
    return videoTask(held, { ...tools, jobs: desk.jobs });
  }

  /** Decides what becomes of a task whose work was cut off or went wrong; BullMQ is told by what this throws. */
  private async ended(
    task: Taken,
    token: string,
    { writer, signal, starts }: { writer: TaskWriter; signal: AbortSignal; starts: number },
    error: unknown,
  ): Promise<void> {
    if (signal.reason === replaced) return;
    if (signal.reason === drained) {
      await task.moveToWait(token);
      throw new WaitingError();
    }
    const verdict = verdictOf(error);
    const { message } = problemOf(error);
    this.options.log.warn(`${task.id}: ${message}`);
    if (verdict === "later" && starts < mostLater) {
      await task.moveToDelayed(Date.now() + laterAfter, token);
      throw new DelayedError();
    }
    const last = task.attemptsMade + task.stalledCounter + 1 >= mostTries;
    if (verdict === "again" && !last) throw error;
    await this.giveUp(task, writer, error);
    throw new UnrecoverableError(message);
  }

  private async giveUp({ name, data }: Taken, writer: TaskWriter, error: unknown): Promise<void> {
    writer.tell(givingUp(name, data, problemOf(error), verdictOf(error)));
    await writer.flush();
  }

  /** Stops a task when it is not wanted any more, whether or not it says anything meanwhile. */
  private watch(stop: AbortController, holds: () => Promise<boolean>, id: string): () => void {
    const look = (): void => {
      holds().then(
        (held) => {
          if (!held) stop.abort(replaced);
        },
        // It is looked again.
        () => undefined,
      );
    };
    const silence = this.options.desk.bell.on(id, look);
    const timer = setInterval(look, lookEvery);
    this.running.add(stop);
    return () => {
      silence();
      clearInterval(timer);
      this.running.delete(stop);
    };
  }

  /** Once in a while: without Redis every try to reach it fails in the same words. */
  private complain({ message }: Error): void {
    if (message === this.complained.message && Date.now() - this.complained.at < complainEvery) return;
    this.complained = { message, at: Date.now() };
    this.options.log.warn(`queue: ${message}`);
  }

  private async tidy(): Promise<void> {
    const { desk, workshop, log } = this.options;
    try {
      await workshop.tidy(new Set(await desk.jobs.open()));
    } catch (error) {
      log.warn(`tidying: ${problemOf(error).message}`);
    }
  }
}

const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, milliseconds).unref());
