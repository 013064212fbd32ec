/** Everything that a process has of Redis: the jobs, their tasks, and the bell that rings when a job has changed. */
import type { Redis } from "ioredis";
import { Bell } from "./bell.js";
import { openPatientRedis, openRedis, requireUsable } from "./redis.js";
import { RedisJobs } from "./redisJobs.js";
import { Tasks } from "./tasks.js";

/** Milliseconds that Redis has to be there at the start. */
const startBound = 10_000;

export interface Desk {
  redis: Redis;
  jobs: RedisJobs;
  tasks: Tasks;
  bell: Bell;
  close(): Promise<void>;
}

/** Throws ProblemError `queue-unavailable`, `queue-evicts` or `setting-invalid`; nothing stays open then. */
export async function openDesk(url: string): Promise<Desk> {
  const redis = openRedis(url);
  try {
    await requireUsable(redis, AbortSignal.timeout(startBound));
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const tasks = new Tasks(redis);
  const bell = new Bell(openPatientRedis(url));
  const close = async (): Promise<void> => {
    bell.close();
    await tasks.close();
    redis.disconnect();
  };
  return { redis, jobs: new RedisJobs(redis), tasks, bell, close };
}
