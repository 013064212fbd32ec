/** What a machine works on a job with: its own Manim, database and caches, and the files that machines share. */
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Redis } from "ioredis";
import { draftErrors } from "../draftErrors.js";
import type { EngineParts } from "../engineParts.js";
import type { Author } from "../llm/author.js";
import { capped } from "../llm/budget.js";
import type { Model } from "../llm/model.js";
import { findGpu, gpuTrouble } from "../manim/gpu.js";
import type { Run } from "../manim/scenes.js";
import type { Workplace } from "../pipeline/context.js";
import { wishesOf } from "../runJob.js";
import type { ObjectStorage } from "../storage/objects/objectStorage.js";
import { WrittenRecords } from "../storage/writtenRecords.js";
import { Benches } from "./benches.js";
import { paced, sharedPurse } from "./modelLimits.js";
import type { Held } from "./redisJobs.js";
import { SharedFiles, SharedFolder, workPrefix } from "./sharedFiles.js";
import type { TaskWriter } from "./taskWriter.js";

/** Milliseconds for removing what a finished video was made from. */
const clearBound = 30_000;

export interface WorkshopOptions {
  parts: EngineParts;
  objects: ObjectStorage;
  redis: Redis;
}

/** A workplace whose files are shared. */
export interface SharedPlace {
  place: Workplace & { folder: SharedFolder };
  shared: SharedFiles;
  /** The job's folder on this machine; its own outputs lie there. */
  folder: string;
  /** Why this machine's graphics are not used although they were wished for. */
  gpuTrouble: string | null;
}

export class Workshop {
  private readonly benches: Benches;
  private readonly root: string;

  constructor(readonly options: WorkshopOptions) {
    const { parts } = options;
    this.benches = new Benches(parts.workers);
    this.root = join(parts.options.stateFolder, "queue");
  }

  /** Runs work on a job with a place to do it. Throws ProblemError when this machine cannot. */
  async at<T>(
    held: Held,
    writer: TaskWriter,
    signal: AbortSignal,
    work: (place: SharedPlace) => Promise<T>,
  ): Promise<T> {
    const { parts, objects } = this.options;
    const { id } = held.job;
    const { bench, leave } = this.benches.take(id);
    try {
      const run: Run = { bench, settings: parts.options.settings(), signal };
      const [python, author] = await Promise.all([parts.python.require(signal), this.author(held, writer, run)]);
      const gpu = run.settings.useGpu ? await findGpu(python, await parts.python.sandbox(), signal) : null;
      const trouble = gpu === null ? null : gpuTrouble(gpu);
      const folder = join(this.root, id);
      const shared = new SharedFiles({
        ...{ objects, job: id, signal, seconds: run.settings["s3.retrySeconds"] },
        settled: () => writer.flush(),
        waiting: ({ message }) => parts.options.log.warn(`job ${id}: waiting for the storage: ${message}`),
      });
      const { renders, slots, rewrites, database } = parts;
      const { topic, quality } = held.request;
      return await work({
        ...{ shared, folder, gpuTrouble: trouble },
        place: {
          ...{ topic, quality, settings: run.settings, author, python, wishes: wishesOf(held.request) },
          ...{ folder: new SharedFolder(folder, shared), records: new WrittenRecords(database, folder) },
          ...{ bench, renders, slots, rewrites, preview: false, writers: 1 },
          ...{ upload: { job: id, objects }, gpu: gpu !== null && trouble === null },
          // Nobody compares the tries of a video that is made elsewhere.
          attempts: { add: () => undefined },
          takeSeat: () => ({ close: () => undefined }),
        },
      });
    } finally {
      leave();
    }
  }

  /** Removes what machines have shared of a job. Throws ProblemError `storage-…`. */
  async clear(id: string): Promise<void> {
    await this.options.objects.removeAll(workPrefix(id), AbortSignal.timeout(clearBound));
  }

  /** Removes the folders of jobs that are not worked on any more. */
  async tidy(open: ReadonlySet<string>): Promise<void> {
    const names = await readdir(this.root).catch(() => []);
    for (const name of names) if (!open.has(name) && !this.benches.has(name)) await this.forget(name);
  }

  private async forget(id: string): Promise<void> {
    const folder = join(this.root, id);
    const records = new WrittenRecords(this.options.parts.database, folder);
    for (const name of records.names("")) records.remove(name);
    await rm(folder, { recursive: true, force: true });
  }

  private async author({ job, request }: Held, writer: TaskWriter, run: Run): Promise<Author> {
    const { parts, redis } = this.options;
    const perMinute = run.settings["queue.requestsPerMinute"];
    const through = async (model: Model): Promise<Model> => {
      const asked = paced(model, redis, perMinute);
      if (request.maxUsd === 0) return asked;
      const prices = (await parts.models.prices()).perMillion(model.provider, model.id, new Date(), { batch: false });
      return capped(
        asked,
        sharedPurse(redis, job.id, request.maxUsd, () => writer.flush()),
        prices,
      );
    };
    const check = (draft: string, name: string, stop: AbortSignal) => draftErrors(parts, run, draft, name, stop);
    return parts.authors.choose(request, { through, check });
  }
}
