/** The service over the engine of this process: jobs lie in the state folder, videos below the output folder or in a bucket. */
import { createHash, randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { buffer } from "node:stream/consumers";
import PQueue from "p-queue";
import type { BatchSummary, Quote } from "../../../protocol/batch.js";
import { isFinal, type Job } from "../../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../../protocol/problems.js";
import type { Provider, Settings } from "../../../protocol/settings.js";
import { batchSummary, showBatch } from "../batch/summaries.js";
import type { Engine } from "../engine.js";
import { codeArchive } from "../storage/codeArchive.js";
import { contentTypeOf, jobPrefix, objectKey } from "../storage/objects/objectKeys.js";
import { LocalObjects } from "../storage/objects/localObjects.js";
import type { ObjectInfo, ObjectStorage } from "../storage/objects/objectStorage.js";
import { withTemporaryFile } from "../storage/temporaryFile.js";
import { VideoFolder } from "../storage/videoFolder.js";
import { jobChanges } from "./jobChanges.js";
import { StageTimes } from "./stageTimes.js";
import { StorageSize } from "./storageSize.js";
import { capOf, requireRoom, type UserLimits, type UserLoad } from "./userLimits.js";
import {
  servedFiles,
  type JobChange,
  type JobPage,
  type ServedFile,
  type ServiceFigures,
  type ShownBatch,
  type VideoService,
  type VideoWish,
} from "./videoService.js";
import { hashOfWish } from "./wishHash.js";

export interface EmbeddedOptions {
  engine: Engine;
  /** Of kind "local" with `out` as its root, or a bucket. */
  objects: ObjectStorage;
  /** Absolute folder below which each user's videos lie. */
  out: string;
  settings: () => Settings;
  limits: UserLimits;
  /** Whether scenes may run without a sandbox. */
  unsandboxed: boolean;
}

const day = 24 * 3600 * 1000;
/** Bytes that must be free on the disk of the videos. */
const leastFree = 200 * 1024 * 1024;
const noJobs = { queued: 0, running: 0, completed: 0, completed_with_errors: 0, failed: 0, cancelled: 0 };

export class EmbeddedService implements VideoService {
  readonly objects: ObjectStorage;
  private readonly engine: Engine;
  /** The videos' own folders, which are there with a bucket as well. */
  private readonly local: LocalObjects;
  private readonly times = new StageTimes();
  private readonly size: StorageSize;
  private readonly unwatch: () => void;
  /** One after the other: what a user's limits allow is on disk before they are looked at again. */
  private readonly creating = new PQueue({ concurrency: 1 });
  private draining = false;

  constructor(private readonly options: EmbeddedOptions) {
    this.objects = options.objects;
    this.engine = options.engine;
    this.local = new LocalObjects(options.out);
    this.size = new StorageSize(options.objects);
    this.unwatch = this.engine.onJobChanged((job) => this.times.see(job));
  }

  create(wish: VideoWish, user: string, idempotencyKey: string | null): Promise<{ job: Job; created: boolean }> {
    return this.creating.add(() => this.createNext(wish, user, idempotencyKey));
  }

  quote({ topic, scenes, ...wish }: VideoWish, user: string, signal: AbortSignal): Promise<Quote | null> {
    const topics = [{ topic, ...(scenes === undefined ? {} : { scenes }) }];
    return this.engine.quote(topics, { ...wish, user, out: this.options.out }, signal, true);
  }

  job(id: string, user: string): Promise<Job> {
    return Promise.resolve().then(() => this.own(id, user));
  }

  jobs(user: string, page: { limit: number; after: string | null; status?: Job["status"] }): Promise<JobPage> {
    return Promise.resolve().then(() => this.engine.users.page(user, page));
  }

  async *changes(id: string, user: string, after: number, signal: AbortSignal): AsyncGenerator<JobChange> {
    this.own(id, user);
    yield* jobChanges(this.engine, id, after, signal);
  }

  async cancel(id: string, user: string): Promise<Job> {
    this.own(id, user);
    return this.engine.cancel(id);
  }

  retry(id: string, user: string): Promise<Job> {
    return this.again(id, user, () => this.engine.retry(id));
  }

  resume(id: string, user: string): Promise<Job> {
    return this.again(id, user, () => this.engine.resume(id));
  }

  async remove(id: string, user: string): Promise<void> {
    const { folder } = this.own(id, user);
    await this.engine.delete(id, false);
    const bound = AbortSignal.timeout(60_000);
    if (this.objects.kind !== "local") await this.objects.removeAll(jobPrefix(id), bound);
    if (this.isBelowOut(folder)) await this.local.removeAll(`${this.keyOf(dirname(folder))}/`, bound);
  }

  async fileOf(job: Job, file: ServedFile): Promise<ObjectInfo | null> {
    if (!job.status.startsWith("completed")) return null;
    const bound = AbortSignal.timeout(30_000);
    if (this.objects.kind !== "local") return this.objects.head(objectKey(job.id, file), bound);
    if (!this.isBelowOut(job.folder)) return null;
    const key = this.keyOf(join(job.folder, servedFiles[file]));
    if (file === "code") await this.packCode(key, job.folder, bound);
    return this.objects.head(key, bound);
  }

  batches(user: string): Promise<BatchSummary[]> {
    return Promise.resolve().then(() => {
      const pools = this.engine.users.pools(user);
      return this.engine.lane.ledger.batches().flatMap((row) => (pools.has(row.pool) ? batchSummary(row) : []));
    });
  }

  batch(id: string, user: string): Promise<ShownBatch> {
    return Promise.resolve().then(() => this.shown(id, user));
  }

  cancelBatch(id: string, user: string): Promise<BatchSummary> {
    return Promise.resolve().then(() => {
      this.engine.lane.cancel(this.shown(id, user).batch.id);
      return this.shown(id, user).batch;
    });
  }

  async figures(): Promise<ServiceFigures> {
    const jobs = { ...noJobs, ...this.engine.users.counts() };
    return {
      ...{ jobs, waiting: jobs.queued, running: jobs.running, stages: this.times.ended },
      storageBytes: await this.size.bytes(),
    };
  }

  async troubles(): Promise<Problem[]> {
    const found: Problem[] = [];
    if (this.draining) found.push(problem("server-draining", "The server is about to end."));
    const { sandbox, problem: python } = await this.engine.readiness();
    if (python !== null) found.push(python);
    if (sandbox.kind === "none" && !this.options.unsandboxed)
      found.push(problem("sandbox-missing", sandbox.reason, { severity: "error" }));
    const disk = await statfs(this.options.out).catch(() => null);
    if (disk !== null && disk.bavail * disk.bsize < leastFree)
      found.push(problem("disk-full", "Less than 200 MB are free for videos."));
    return found;
  }

  async drain(bound: number): Promise<void> {
    this.draining = true;
    await this.engine.drain(bound);
  }

  async close(): Promise<void> {
    this.unwatch();
    await this.engine.dispose();
  }

  private async createNext(wish: VideoWish, user: string, idempotencyKey: string | null) {
    const key = idempotencyKey === null ? null : { key: idempotencyKey, hash: hashOfWish(wish) };
    const made = key === null ? null : this.engine.users.madeBy(user, key);
    if (made !== null) return { job: this.engine.job(made), created: false };
    this.refuseWhenDraining();
    const { limits, settings, out } = this.options;
    const asked = { ...wish, provider: await this.providerOf(wish) };
    const maxUsd = capOf(asked, limits, this.loadOf(user), settings().maxUsd);
    // A folder for each job: the same topic again must not change a video that was handed out.
    const folder = join(out, userFolder(user), randomBytes(4).toString("hex"));
    const request = { ...wish, maxUsd, user, out: folder };
    if (key !== null) return this.engine.generateOnce(request, key);
    return { job: await this.engine.generate(request), created: true };
  }

  private loadOf(user: string): UserLoad {
    const { users } = this.engine;
    const unlimited = this.options.limits.dailyUsd === 0;
    const money = unlimited ? { spent: 0, reserved: 0 } : users.spending(user, new Date(Date.now() - day));
    return { open: users.open(user), ...money };
  }

  private providerOf({ provider = this.options.settings().provider, model = "" }: VideoWish): Promise<Provider> {
    // Its key is missing, which the job will say.
    return this.engine.models.providerOf({ provider, model }).catch(() => provider);
  }

  private again(id: string, user: string, start: () => Job): Promise<Job> {
    return this.creating.add(async () => {
      const { status, usage } = this.own(id, user);
      this.refuseWhenDraining();
      if (isFinal(status)) {
        const request = this.engine.request(id);
        const again = {
          maxUsd: Math.max(0, request.maxUsd - (usage.usd ?? 0)),
          provider: await this.providerOf(request),
        };
        requireRoom(again, this.options.limits, this.loadOf(user));
      }
      return start();
    });
  }

  private refuseWhenDraining(): void {
    if (this.draining) throw new ProblemError(problem("server-draining", "The server is about to end."));
  }

  /** Another's job is as if it were not there. */
  private own(id: string, user: string): Job {
    if (!this.engine.users.owns(user, id)) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    return this.engine.job(id);
  }

  private shown(id: string, user: string): ShownBatch {
    const { ledger } = this.engine.lane;
    const found = showBatch(ledger, id);
    const pool = found === null ? null : ledger.batch(found.batch.id)?.pool;
    if (found === null || !this.engine.users.pools(user).has(pool ?? ""))
      throw new ProblemError(problem("batch-missing", `There is no batch ${id}.`));
    return found;
  }

  /** Where a path below the output folder lies in the local storage. */
  private keyOf(path: string): string {
    return relative(resolve(this.options.out), path).replaceAll(sep, "/");
  }

  private isBelowOut(folder: string): boolean {
    return resolve(folder).startsWith(resolve(this.options.out) + sep);
  }

  /** Made when it is asked for, and again when a file was edited; the same files give the same archive. */
  private async packCode(key: string, folder: string, signal: AbortSignal): Promise<void> {
    const archive = await codeArchive(new VideoFolder(folder));
    const there = await this.objects.read(key, signal);
    if (there !== null && archive.equals(await buffer(there.body))) return;
    await withTemporaryFile(servedFiles.code, archive, (file) =>
      this.objects.put(key, file, { contentType: contentTypeOf(key), signal }),
    );
  }
}

/** A name that says nothing of the user and fits every file system. */
export function userFolder(user: string): string {
  return createHash("sha256").update(user).digest("hex").slice(0, 16);
}
