/** A worker from its start to its leave. */
import type { EngineParts } from "../engineParts.js";
import type { Log } from "../log.js";
import type { ObjectStorage } from "../storage/objects/objectStorage.js";
import { openDesk } from "./desk.js";
import { Machine } from "./machine.js";
import { Workshop } from "./workshop.js";

/** Milliseconds that tasks have to end after an interrupt; what is left then goes to another machine. */
const drainBound = 60_000;

export interface WorkerStart {
  url: string;
  parts: EngineParts;
  objects: ObjectStorage;
  /** Tasks at once. */
  concurrency: number;
  log: Log;
}

/** Takes tasks until the signal aborts, and then lets them end. Throws ProblemError when the queue cannot be used. */
export async function runWorker({ url, parts, objects, concurrency, log }: WorkerStart, signal: AbortSignal) {
  const desk = await openDesk(url);
  try {
    const workshop = new Workshop({ parts, objects, redis: desk.redis });
    const machine = new Machine({ url, desk, workshop, concurrency, log });
    log.info(`worker ${process.pid} takes up to ${concurrency} tasks at once`);
    await aborted(signal);
    log.info(`worker ${process.pid} takes nothing more, and waits for what it has`);
    await machine.drain(drainBound);
  } finally {
    await desk.close();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done(), { once: true });
  });
}
