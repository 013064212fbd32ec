/** The service over Redis: any process that serves answers for any job, and workers on any machine make the videos. */
import PQueue from "p-queue";
import type { BatchSummary, Quote } from "../../../protocol/batch.js";
import { isFinal, type Job, type JobRequest } from "../../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Settings } from "../../../protocol/settings.js";
import type { Engine } from "../engine.js";
import type { Log } from "../log.js";
import { readRequest } from "../request.js";
import { StorageSize } from "../service/storageSize.js";
import { capOf, requireRoom, type UserLimits, type UserLoad } from "../service/userLimits.js";
import type {
  JobChange,
  JobPage,
  ServedFile,
  ServiceFigures,
  ShownBatch,
  VideoService,
  VideoWish,
} from "../service/videoService.js";
import { hashOfWish } from "../service/wishHash.js";
import { jobPrefix, objectKey } from "../storage/objects/objectKeys.js";
import type { ObjectInfo, ObjectStorage } from "../storage/objects/objectStorage.js";
import { changesOf } from "./changes.js";
import { openDesk, type Desk } from "./desk.js";
import { watchLostTasks } from "./lostTasks.js";
import { requireUsable } from "./redis.js";
import type { Created, Held, OncePer } from "./redisJobs.js";

export interface QueueServiceOptions {
  desk: Desk;
  /** That of the workers as well: all files of a job go through it. */
  objects: ObjectStorage;
  settings: () => Settings;
  /** Says what a wish will cost; makes nothing. */
  engine: Pick<Engine, "quote">;
  limits: UserLimits;
  log: Log;
}

/** Throws ProblemError `queue-unavailable`, `queue-evicts` or `setting-invalid`. */
export async function openQueueService({
  url,
  ...options
}: Omit<QueueServiceOptions, "desk"> & { url: string }): Promise<QueueService> {
  return new QueueService({ ...options, desk: await openDesk(url) });
}

const day = 24 * 3600 * 1000;
const storageBound = 30_000;
const troubleBound = 3000;
/** Jobs looked at for one page; a page of a rare status may be short of its limit, and is continued. */
const mostLooked = 1000;
const noJobs = { queued: 0, running: 0, completed: 0, completed_with_errors: 0, failed: 0, cancelled: 0 };

export class QueueService implements VideoService {
  readonly objects: ObjectStorage;
  private readonly unwatch: () => void;
  private readonly ended = new AbortController();
  /** One after the other: wishes that come at once would only make each other look again. */
  private readonly creating = new PQueue({ concurrency: 1 });
  private readonly size: StorageSize;
  private draining = false;

  constructor(private readonly options: QueueServiceOptions) {
    const { desk, log } = options;
    this.objects = options.objects;
    this.size = new StorageSize(options.objects);
    this.unwatch = watchLostTasks({ ...desk, log });
  }

  async create(wish: VideoWish, user: string, idempotencyKey: string | null): Promise<{ job: Job; created: boolean }> {
    const { jobs, tasks } = this.options.desk;
    const once = idempotencyKey === null ? null : { name: idempotencyKey, wish: hashOfWish(wish) };
    const made = once === null ? null : await jobs.madeBy(user, once.name);
    if (once !== null && made !== null) return this.madeBefore(made, once.wish, user);
    this.refuseWhenDraining();
    const created = await this.creating.add(() => this.createAllowed(wish, user, once));
    if (once !== null && created.kind === "known") return this.madeBefore(created, once.wish, user);
    const { job, attempt, turn } = await this.own(created.id, user);
    await tasks.addVideo({ id: job.id, attempt, turn });
    return { job, created: true };
  }

  quote(wish: VideoWish, user: string, signal: AbortSignal): Promise<Quote | null> {
    const { topic, scenes, ...rest } = wish;
    const topics = [{ topic, ...(scenes === undefined ? {} : { scenes }) }];
    const shared = { ...rest, mode: "interactive", user, out: "" } as const;
    return this.options.engine.quote(topics, shared, signal, true);
  }

  async job(id: string, user: string): Promise<Job> {
    return (await this.own(id, user)).job;
  }

  async jobs(
    user: string,
    { limit, after, status }: { limit: number; after: string | null; status?: Job["status"] },
  ): Promise<JobPage> {
    const { jobs } = this.options.desk;
    const found: Job[] = [];
    let cursor = after === null ? null : Buffer.from(after, "base64url").toString();
    const next = (): string | null => (cursor === null ? null : Buffer.from(cursor).toString("base64url"));
    for (let looked = 0; looked < mostLooked;) {
      const page = await jobs.page(user, limit + 1, cursor);
      const all = await Promise.all(page.map(({ id }) => jobs.get(id)));
      for (const [index, held] of all.entries()) {
        const wanted = held !== null && (status === undefined || held.job.status === status);
        if (wanted && found.length === limit) return { jobs: found, next: next() };
        if (wanted) found.push(held.job);
        cursor = page[index]?.cursor ?? cursor;
      }
      if (page.length <= limit) return { jobs: found, next: null };
      looked += page.length;
    }
    return { jobs: found, next: next() };
  }

  async *changes(id: string, user: string, after: number, signal: AbortSignal): AsyncGenerator<JobChange> {
    await this.own(id, user);
    const { jobs, bell } = this.options.desk;
    yield* changesOf(id, after, { jobs, bell, signal: AbortSignal.any([signal, this.ended.signal]) });
  }

  async cancel(id: string, user: string): Promise<Job> {
    const { job } = await this.own(id, user);
    // Those who work on it hear of it, and may write nothing more.
    const written = await this.options.desk.jobs.record(id, {
      make: ({ status }) => (isFinal(status) ? [] : [{ type: "finished", status: "cancelled", message: "Cancelled" }]),
    });
    return written.kind === "written" ? written.job : job;
  }

  async retry(id: string, user: string): Promise<Job> {
    const { job } = await this.own(id, user);
    if (!isFinal(job.status)) throw new ProblemError(problem("job-running", `The job ${id} has not ended.`));
    return this.resume(id, user);
  }

  async resume(id: string, user: string): Promise<Job> {
    const held = await this.own(id, user);
    this.refuseWhenDraining();
    const { jobs, tasks } = this.options.desk;
    if (isFinal(held.job.status)) {
      const { maxUsd, provider } = held.request;
      const again = { provider, maxUsd: Math.max(0, maxUsd - (held.job.usage.usd ?? 0)) };
      requireRoom(again, this.options.limits, await this.loadOf(user));
      await jobs.restart(id, held);
    }
    const { job, attempt, turn } = await this.own(id, user);
    // Adding tasks that are there changes nothing.
    if (!isFinal(job.status)) await tasks.addVideo({ id, attempt, turn });
    return job;
  }

  async remove(id: string, user: string): Promise<void> {
    const { job } = await this.own(id, user);
    if (!isFinal(job.status)) throw new ProblemError(problem("job-running", `The job ${id} runs; cancel it first.`));
    // The files first: a job without a record could not be removed any more.
    await this.objects.removeAll(jobPrefix(id), AbortSignal.timeout(storageBound));
    const outcome = await this.options.desk.jobs.remove(id, user);
    if (outcome === "running") throw new ProblemError(problem("job-running", `The job ${id} runs; cancel it first.`));
  }

  async fileOf(job: Job, file: ServedFile): Promise<ObjectInfo | null> {
    if (!job.status.startsWith("completed")) return null;
    return this.objects.head(objectKey(job.id, file), AbortSignal.timeout(storageBound));
  }

  /** There are none: a batch's ledger lies on one machine. */
  batches(): Promise<BatchSummary[]> {
    return Promise.resolve([]);
  }

  batch(id: string): Promise<ShownBatch> {
    return Promise.reject(new ProblemError(problem("batch-missing", `There is no batch ${id}.`)));
  }

  cancelBatch(id: string): Promise<BatchSummary> {
    return Promise.reject(new ProblemError(problem("batch-missing", `There is no batch ${id}.`)));
  }

  async figures(): Promise<ServiceFigures> {
    const { jobs } = this.options.desk;
    const [counts, stages, storageBytes] = await Promise.all([jobs.counts(), jobs.stages(), this.size.bytes()]);
    const all = { ...noJobs, ...counts };
    return { jobs: all, waiting: all.queued, running: all.running, stages, storageBytes };
  }

  async troubles(signal: AbortSignal): Promise<Problem[]> {
    const found: Problem[] = [];
    if (this.draining) found.push(problem("server-draining", "The server is about to end."));
    const bound = AbortSignal.any([signal, AbortSignal.timeout(troubleBound)]);
    const outcomes = await Promise.allSettled([
      requireUsable(this.options.desk.redis, bound),
      this.objects.head("health", bound),
    ]);
    for (const outcome of outcomes) if (outcome.status === "rejected") found.push(troubleOf(outcome.reason));
    return found;
  }

  /** Nothing runs here: the workers go on. */
  drain(): Promise<void> {
    this.draining = true;
    this.unwatch();
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.unwatch();
    this.ended.abort();
    await this.options.desk.close();
  }

  /** Adds the job if the user's limits allow it, whatever other servers add for him meanwhile. */
  private async createAllowed(wish: VideoWish, user: string, once: OncePer | null): Promise<Created> {
    const { limits, settings, desk } = this.options;
    for (;;) {
      const had = await desk.jobs.count(user);
      // Whether `auto` asks anybody, only the workers know.
      const paid = { ...wish, provider: wish.provider ?? settings().provider };
      const maxUsd = capOf(paid, limits, await this.loadOf(user), settings().maxUsd);
      const request = this.interactive(readRequest({ ...wish, maxUsd, user, out: "" }, settings()));
      const created = await desk.jobs.create(request, once, had);
      if (created.kind !== "changed") return created;
    }
  }

  /** Another's job is as if it were not there. */
  private async own(id: string, user: string): Promise<Held> {
    const held = await this.options.desk.jobs.get(id);
    if (held?.user !== user) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    return held;
  }

  private async madeBefore(made: { id: string; wish: string }, wish: string, user: string) {
    if (made.wish !== wish)
      throw new ProblemError(problem("idempotency-conflict", "This key was used for another request."));
    return { job: await this.job(made.id, user), created: false };
  }

  /** A batch's requests and answers lie in one machine's ledger: another could not go on with them. */
  private interactive(request: JobRequest): JobRequest {
    if (request.mode === "batch")
      throw new ProblemError(
        problem(
          "setting-invalid",
          "Batches are asked from one machine: use the mode interactive, or serve without --queue.",
        ),
      );
    return { ...request, mode: "interactive" };
  }

  private async loadOf(user: string): Promise<UserLoad> {
    const since = new Date(Date.now() - day).toISOString();
    const recent = await this.options.desk.jobs.recent(user, since);
    const open = recent.filter(({ job }) => !isFinal(job.status));
    const spentOn = ({ job }: Held): number => (job.createdAt >= since ? (job.usage.usd ?? 0) : 0);
    const reservedFor = ({ job, request }: Held): number => Math.max(0, request.maxUsd - (job.usage.usd ?? 0));
    const sum = (of: (held: Held) => number, all: Held[]): number => all.reduce((total, held) => total + of(held), 0);
    return { open: open.length, spent: sum(spentOn, recent), reserved: sum(reservedFor, open) };
  }

  private refuseWhenDraining(): void {
    if (this.draining) throw new ProblemError(problem("server-draining", "The server is about to end."));
  }
}

function troubleOf(reason: unknown): Problem {
  if (reason instanceof ProblemError) return reason.problem;
  return problem("storage-unavailable", "The storage did not answer in time.");
}
