/**
 * The tasks of a video as BullMQ keeps them: `video` is the parent of `plan`, and of the `scene`s that the plan adds to it.
 * A task holds names only: what it works on lies in the object storage, what was asked in the job's record.
 */
import { FlowProducer, type JobsOptions, Queue } from "bullmq";
import type { Redis } from "ioredis";
import { prefix, queueName } from "./keys.js";
import { onRedis } from "./redis.js";

export type TaskName = "plan" | "scene" | "video";

export interface TaskData {
  job: string;
  attempt: number;
  /** Of a scene: its place in the plan, from 0. */
  index?: number;
}

/**
 * Milliseconds for which a worker's word counts that it is at work; what has been heard of no more is taken over after it
 * and one look.
 */
export const lockDuration = 10_000;
export const stalledInterval = 4000;
/** A task that has ended this many workers, or failed this often, is given up. */
export const mostTries = 4;

/** Ended tasks are kept a while, so that one that is added again while its video is made is known. */
const kept = { age: 3600, count: 5000 };

const ofTask: JobsOptions = {
  attempts: mostTries,
  backoff: { type: "exponential", delay: 2000 },
  removeOnComplete: kept,
  removeOnFail: kept,
};

interface Video {
  id: string;
  attempt: number;
  turn: number;
}

/** Unique to a task of an attempt: adding it twice adds it once. */
const taskId = ({ id, attempt }: Pick<Video, "id" | "attempt">, task: string): string => `${id}-${attempt}-${task}`;

export class Tasks {
  private readonly queue: Queue<TaskData>;
  private readonly flows: FlowProducer;

  /** The connection stays its owner's. */
  constructor(redis: Redis) {
    const options = { connection: redis, prefix };
    this.queue = new Queue<TaskData>(queueName, options);
    this.flows = new FlowProducer(options);
    // Whoever asks is told of an outage by the question that fails.
    this.queue.on("error", () => undefined);
    this.flows.on("error", () => undefined);
  }

  /** The video with its plan, in the turn that is its priority. */
  async addVideo(video: Video): Promise<void> {
    const data: TaskData = { job: video.id, attempt: video.attempt };
    const own = { ...ofTask, priority: video.turn };
    await onRedis(() =>
      this.flows.add({
        ...{ name: "video", queueName, data },
        opts: { ...own, jobId: taskId(video, "video") },
        children: [
          {
            ...{ name: "plan", queueName, data },
            opts: { ...own, jobId: taskId(video, "plan"), ignoreDependencyOnFailure: true },
          },
        ],
      }),
    );
  }

  /** Makes the scenes children of their video, which waits for them from then on. */
  async addScenes(video: Video, count: number): Promise<void> {
    const parent = { id: taskId(video, "video"), queue: this.queue.qualifiedName };
    await onRedis(() =>
      this.queue.addBulk(
        Array.from({ length: count }, (_, index) => ({
          name: "scene",
          data: { job: video.id, attempt: video.attempt, index },
          opts: {
            ...{ ...ofTask, priority: video.turn, jobId: taskId(video, `scene-${index}`), parent },
            ignoreDependencyOnFailure: true,
          },
        })),
      ),
    );
  }

  /** What BullMQ says of a video's own task; null when it does not know it. */
  async stateOf(video: Pick<Video, "id" | "attempt">): Promise<string | null> {
    const state = await onRedis(() => this.queue.getJobState(taskId(video, "video")));
    return state === "unknown" ? null : state;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.queue.close(), this.flows.close()]);
  }
}
