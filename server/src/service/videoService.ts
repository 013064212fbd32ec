/**
 * What HTTP answers from: the engine of this process (embeddedService.ts), or jobs whose records and work lie in Redis
 * (queue/). Both pass the same tests. Everything is one user's own: another's job is `job-missing`.
 */
import type { BatchEntrySummary, BatchSummary, Quote } from "../../../protocol/batch.js";
import type { Job, JobRequest, Stage } from "../../../protocol/job.js";
import type { Problem } from "../../../protocol/problems.js";
import type { ObjectInfo, ObjectStorage } from "../storage/objects/objectStorage.js";

/** What is asked of a video; who asks is given beside it, and where it is made the service says. */
export type VideoWish = Partial<Omit<JobRequest, "out" | "user" | "list">> & Pick<JobRequest, "topic">;

/** A change of a job: `seq` counts from 0 in each job and never skips, so a reader can go on where it stopped. */
export interface JobChange {
  seq: number;
  at: string;
  job: Job;
}

/** A page, newest first; `next` continues it and is null at the end. */
export interface JobPage {
  jobs: Job[];
  next: string | null;
}

/** The files of a finished job that are served; keys of {@link VideoService.objects}. */
export const servedFiles = {
  video: "video.mp4",
  thumbnail: "thumbnail.png",
  captions: "captions.vtt",
  subtitles: "captions.srt",
  code: "code.zip",
  metadata: "metadata.json",
} as const;
export type ServedFile = keyof typeof servedFiles;

/** What Prometheus is told beside what the HTTP layer counts itself. */
export interface ServiceFigures {
  jobs: Record<Job["status"], number>;
  waiting: number;
  running: number;
  /** How often each stage has ended since the service began, and the seconds that it took in all. */
  stages: Partial<Record<Stage, { count: number; seconds: number }>>;
  /** Bytes of all users' files; null while the storage does not tell. */
  storageBytes: number | null;
}

/** A batch at the provider with its requests. */
export interface ShownBatch {
  batch: BatchSummary;
  entries: BatchEntrySummary[];
}

export interface VideoService {
  readonly objects: ObjectStorage;
  /**
   * Answers once the job is on disk. With the same key and the same wish it answers the job of the first time; with
   * another wish it throws ProblemError `idempotency-conflict`. `server-draining` once {@link drain} was called.
   */
  create(wish: VideoWish, user: string, idempotencyKey: string | null): Promise<{ job: Job; created: boolean }>;
  /** What it would cost; null where nothing is paid for. */
  quote(wish: VideoWish, user: string, signal: AbortSignal): Promise<Quote | null>;
  job(id: string, user: string): Promise<Job>;
  jobs(user: string, page: { limit: number; after: string | null; status?: Job["status"] }): Promise<JobPage>;
  /** The changes after `seq` (-1 for all that are kept), then those to come, until the job has ended or the signal aborts. */
  changes(id: string, user: string, after: number, signal: AbortSignal): AsyncIterable<JobChange>;
  cancel(id: string, user: string): Promise<Job>;
  /** Starts a job again that has ended badly; `resume` also one that waits. */
  retry(id: string, user: string): Promise<Job>;
  resume(id: string, user: string): Promise<Job>;
  /** Removes the job with its files. */
  remove(id: string, user: string): Promise<void>;
  /** A file of a job as it lies in {@link objects}; null until it is there. */
  fileOf(job: Job, file: ServedFile): Promise<ObjectInfo | null>;
  /** The provider's batches with requests of this user, newest first. */
  batches(user: string): Promise<BatchSummary[]>;
  /** One of them by its id. Throws ProblemError `batch-missing`. */
  batch(id: string, user: string): Promise<ShownBatch>;
  /** Ends it at the provider; what it has answered until then is kept. Throws ProblemError `batch-missing`. */
  cancelBatch(id: string, user: string): Promise<BatchSummary>;
  figures(): Promise<ServiceFigures>;
  /** What keeps it from working now; empty when it is ready. */
  troubles(signal: AbortSignal): Promise<Problem[]>;
  /** Takes no more work, lets what runs end within the bound (milliseconds), then ends it so that it can be resumed. */
  drain(bound: number): Promise<void>;
  /** After the last request was answered. */
  close(): Promise<void>;
}
