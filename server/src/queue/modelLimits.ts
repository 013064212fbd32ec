/** What holds for a model across all machines: how often it is asked, and what a job's requests may cost together. */
import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Purse } from "../llm/budget.js";
import type { Model } from "../llm/model.js";
import { problem } from "../../../protocol/problems.js";
import { keys } from "./keys.js";
import { onRedis } from "./redis.js";
import { runScript } from "./scripts.js";

/** Milliseconds after which money that was set aside is free again, whatever became of who did it. */
const heldAtMost = 15 * 60_000;

/** The model, asked at most so often in a minute by all machines together, in even steps. 0 is for no limit. */
export function paced(model: Model, redis: Redis, perMinute: number): Model {
  if (perMinute === 0) return model;
  const generate: Model["generate"] = async (request, signal) => {
    try {
      await turnOf(`${model.provider}/${model.id}`, redis, 60_000 / perMinute, signal);
    } catch {
      if (signal.aborted) return { kind: "failed", problem: problem("cancelled", "Cancelled."), retryable: false };
      const message = "Redis, which keeps the model's pace, does not answer.";
      return { kind: "failed", problem: problem("queue-unavailable", message), retryable: true };
    }
    return model.generate(request, signal);
  };
  return Object.assign(Object.create(model) as Model, { generate });
}

async function turnOf(name: string, redis: Redis, interval: number, signal: AbortSignal): Promise<void> {
  const wait = Number(await onRedis(() => runScript(redis, "takeMoment", [keys.rate(name)], [interval])));
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const stop = (): void => reject(new Error("aborted"));
  const timer = setTimeout(() => resolve(undefined), wait);
  signal.addEventListener("abort", stop, { once: true });
  try {
    signal.throwIfAborted();
    await promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** The cap of a job whose requests go out from several machines. `settled` waits until what was spent is in its record. */
export function sharedPurse(redis: Redis, id: string, cap: number, settled: () => Promise<void>): Purse {
  const touched = [keys.job(id), keys.pending(id)];
  const millionths = (usd: number): number => Math.ceil(usd * 1e6);
  return {
    cap,
    reserve: async (usd) => {
      const name = randomUUID();
      const args = [name, millionths(usd), millionths(cap), heldAtMost];
      if ((await onRedis(() => runScript(redis, "setAside", touched, args))) !== 1) return null;
      return () => {
        // The outcome is told to the author after this; what it cost is written next.
        setImmediate(() => {
          const free = (): Promise<unknown> => redis.hdel(keys.pending(id), name);
          settled()
            .then(free)
            .catch(() => undefined);
        });
      };
    },
  };
}
