/** What the three fronts (editor, command line, HTTP) call. Wires the parts; holds no state of its own but what it owns. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import PQueue from "p-queue";
import type { Job, JobRequest } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Finding } from "../../protocol/server.js";
import type { Quality, Settings } from "../../protocol/settings.js";
import { Authors, type KeySource } from "./authors.js";
import { openDatabase } from "./jobs/database.js";
import { JobStore, type JobListener } from "./jobs/jobStore.js";
import type { JobEvent } from "./jobs/journal.js";
import { Scheduler, type RunEnd } from "./jobs/scheduler.js";
import type { Log } from "./log.js";
import { doctor } from "./manim/doctor.js";
import { PythonHost } from "./manim/pythonHost.js";
import { RenderCache } from "./manim/renderCache.js";
import { checkScenes, renderScene, type CheckOutcome, type RenderOutcome, type SceneSource } from "./manim/scenes.js";
import { Workers } from "./manim/workers.js";
import { makeVideo } from "./pipeline/pipeline.js";
import { proposeFix, type ProposedFix } from "./pipeline/proposeFix.js";
import { readRequest } from "./request.js";
import { chooseFolder } from "./storage/chooseFolder.js";
import { titleOf } from "./storage/slug.js";
import { VideoFolder } from "./storage/videoFolder.js";
import { WrittenRecords } from "./storage/writtenRecords.js";

export interface EngineOptions {
  stateFolder: string;
  /** Where media/templates and server/python lie. */
  installation: string;
  log: Log;
  /** Read at each use, so that a change is seen. */
  settings(): Settings;
  keys: KeySource;
  /** Interpreters to try after the setting, in order. */
  pythons(): string[];
  trusted(): boolean;
}

/** Jobs run at once; their scenes share the machine's slots. */
const jobConcurrency = 2;

export class Engine {
  private readonly database: DatabaseSync;
  private readonly store: JobStore;
  private readonly scheduler: Scheduler;
  private readonly workers: Workers;
  private readonly renders: RenderCache;
  private readonly authors: Authors;
  private readonly python: PythonHost;
  private readonly slots = new PQueue({ concurrency: Math.max(2, availableParallelism()) });

  constructor(private readonly options: EngineOptions) {
    const { stateFolder, installation, log } = options;
    const workerPackage = join(installation, "server", "python", "manim_video_worker");
    this.database = openDatabase(stateFolder);
    this.store = new JobStore(this.database);
    this.python = new PythonHost(
      () => ({ named: options.settings().pythonPath, others: options.pythons(), workerPackage }),
      () => options.settings().sandbox,
    );
    this.workers = new Workers({
      scratch: join(stateFolder, "scratch", String(process.pid)),
      workerPackage,
      log,
      python: (signal) => this.python.require(signal),
      sandbox: () => this.python.sandbox(),
    });
    this.renders = new RenderCache(join(stateFolder, "renders"));
    this.authors = new Authors({
      templates: join(installation, "media", "templates"),
      keys: options.keys,
      settings: () => options.settings(),
      python: () => this.python.require(new AbortController().signal),
    });
    this.scheduler = new Scheduler(
      this.store,
      (job, record, signal) => this.run(job, record, signal),
      log,
      jobConcurrency,
    );
  }

  /** Creates a job and starts it. Throws ProblemError when the request cannot be used. */
  async generate(request: Partial<JobRequest> & Pick<JobRequest, "topic" | "out">): Promise<Job> {
    this.requireTrust();
    const full = readRequest(request, this.options.settings());
    const folder = await chooseFolder(full, this.database);
    const job = this.store.create(full, folder, titleOf(full.topic));
    this.startOrFail(job);
    return this.job(job.id);
  }

  jobs(): Job[] {
    return this.store.list();
  }

  /** Throws ProblemError `job-missing`. */
  job(id: string): Job {
    const job = this.store.get(id);
    if (job === null) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    return job;
  }

  cancel(id: string): Promise<Job> {
    this.job(id);
    return this.scheduler.cancel(id);
  }

  /** Runs a job again: every step that is done already is found done. */
  resume(id: string): Job {
    this.requireTrust();
    this.scheduler.start(id);
    return this.job(id);
  }

  /** Waits until a job has ended. */
  settled(id: string, signal: AbortSignal): Promise<Job> {
    return this.scheduler.settled(id, signal);
  }

  /** Finds jobs whose process is gone; they wait as `queued`. `andResume` starts them. */
  recover(andResume: boolean): Job[] {
    const lost = this.store.interruptLost();
    if (andResume && this.options.trusted()) for (const id of lost) this.scheduler.start(id);
    return lost.map((id) => this.job(id));
  }

  onJobChanged(listener: JobListener): () => void {
    return this.store.onChange(listener);
  }

  /** Checks the named scenes of a file, or all of them. */
  async check(code: SceneSource, signal: AbortSignal, scenes?: string[]): Promise<CheckOutcome> {
    this.requireTrust();
    return checkScenes(code, scenes, this.editorRun(signal));
  }

  async render(
    code: SceneSource,
    scene: string,
    quality: Quality,
    still: boolean,
    signal: AbortSignal,
    progress?: (animation: number, time: number) => void,
  ): Promise<RenderOutcome> {
    this.requireTrust();
    return this.slots.add(
      () => renderScene(code, scene, quality, still, { ...this.editorRun(signal), ...(progress ? { progress } : {}) }),
      { signal },
    );
  }

  /** Asks the model for the code without its problems; nothing is written. */
  async proposeFix(code: SceneSource, scene: string | null, signal: AbortSignal): Promise<ProposedFix> {
    this.requireTrust();
    const author = await this.authors.model();
    return proposeFix(code, scene, author, this.editorRun(signal));
  }

  doctor(signal: AbortSignal): Promise<Finding[]> {
    return doctor(this.python, this.options.keys, signal);
  }

  /** Settings or interpreters have changed: the next request starts fresh workers if they matter to them. */
  async refresh(): Promise<void> {
    if (await this.python.changed()) await this.workers.releaseAll();
  }

  /** Ends runs and workers; running jobs wait to be resumed. */
  async dispose(): Promise<void> {
    await this.scheduler.dispose();
    await this.workers.releaseAll();
    this.database.close();
  }

  private async run(job: Job, record: (event: JobEvent) => void, signal: AbortSignal): Promise<RunEnd> {
    const request = this.store.request(job.id);
    if (request === null) throw new ProblemError(problem("state-broken", `The request of job ${job.id} is gone.`));
    record({ type: "stage", stage: "initializing", fraction: 0, message: "Looking for Manim" });
    const [python, author] = await Promise.all([this.python.require(signal), this.authors.choose(request)]);
    record({ type: "provider", provider: author.provider });
    const user = `job-${job.id}`;
    try {
      const place = {
        ...{ topic: request.topic, quality: request.quality, settings: this.options.settings(), author, python },
        ...{ folder: new VideoFolder(job.folder), records: new WrittenRecords(this.database, job.folder) },
        ...{ bench: this.workers.bench(user), renders: this.renders, slots: this.slots },
      };
      return await makeVideo(place, record, signal);
    } finally {
      await this.workers.release(user);
    }
  }

  private startOrFail(job: Job): void {
    try {
      this.scheduler.start(job.id);
    } catch (error) {
      const known: Problem = error instanceof ProblemError ? error.problem : problem("internal-error", String(error));
      this.store.record(job.id, { type: "problem", problem: known });
      this.store.record(job.id, { type: "finished", status: "failed", message: known.message });
      throw error;
    }
  }

  private editorRun(signal: AbortSignal) {
    return { bench: this.workers.bench("editor"), settings: this.options.settings(), signal };
  }

  private requireTrust(): void {
    if (!this.options.trusted())
      throw new ProblemError(problem("workspace-untrusted", "Scene code is not run in an untrusted workspace."));
  }
}
