/** Looks for jobs whose tasks are not in the queue any more: whoever was to add them, or worked on them, is gone. */
import type { Redis } from "ioredis";
import { isFinal } from "../../../protocol/job.js";
import { problem } from "../../../protocol/problems.js";
import type { Log } from "../log.js";
import { keys } from "./keys.js";
import { isOutage, onRedis } from "./redis.js";
import type { Held, RedisJobs } from "./redisJobs.js";
import type { Tasks } from "./tasks.js";

const lookEvery = 5000;
/** Milliseconds that whoever made a job has to add its tasks. */
const grace = 10_000;

export interface LostTasksOptions {
  redis: Redis;
  jobs: RedisJobs;
  tasks: Tasks;
  log: Log;
}

/** Looks regularly, whichever of the processes is first each time; returns how to stop. */
export function watchLostTasks(options: LostTasksOptions): () => void {
  const look = async (): Promise<void> => {
    try {
      const first = await onRedis(() => options.redis.set(keys.tidying, "1", "PX", lookEvery - 500, "NX"));
      if (first === "OK") await findLost(options);
    } catch (error) {
      if (!isOutage(error)) options.log.error(`lost tasks: ${String(error)}`);
    }
  };
  const timer = setInterval(() => void look(), lookEvery);
  return () => clearInterval(timer);
}

/** Adds the tasks of jobs that have none, and ends jobs whose last task was given up. */
export async function findLost({ jobs, tasks, log }: Omit<LostTasksOptions, "redis">, now = Date.now()): Promise<void> {
  for (const id of await jobs.open()) {
    const held = await jobs.get(id);
    if (held === null || isFinal(held.job.status)) continue;
    const { attempt, turn } = held;
    const state = await tasks.stateOf({ id, attempt });
    const late = now - Date.parse(held.job.updatedAt) >= grace;
    // One that is through without an end of its job has been taken for done by a machine that was replaced.
    if (state === "failed" || (state === "completed" && late)) await giveUp(held, jobs);
    if (state !== null || !late) continue;
    log.warn(`job ${id}: its tasks are added again`);
    await tasks.addVideo({ id, attempt, turn });
  }
}

async function giveUp({ job: { id, title } }: Held, jobs: RedisJobs): Promise<void> {
  const found = problem("worker-lost", `Too many workers were lost while they combined ${title}.`);
  await jobs.record(id, {
    make: ({ status }) =>
      isFinal(status)
        ? []
        : [
            { type: "problem", problem: found },
            { type: "finished", status: "failed", message: found.message },
          ],
  });
}
