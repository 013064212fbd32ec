/** What the three fronts (editor, command line, HTTP) call. Wires the parts; holds no state of its own but what it owns. */
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import PQueue from "p-queue";
import type { Quote } from "../../protocol/batch.js";
import type { Job, JobRequest, StartedList, TopicEntry } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Finding } from "../../protocol/server.js";
import type { Quality, Settings } from "../../protocol/settings.js";
import { Asking } from "./asking.js";
import { Authors } from "./authors.js";
import { Lane } from "./batch/lane.js";
import { openDatabase } from "./jobs/database.js";
import { JobStore, type JobListener } from "./jobs/jobStore.js";
import type { JobEvent } from "./jobs/journal.js";
import { isDisposal, Scheduler, type RunEnd } from "./jobs/scheduler.js";
import type { PlanWishes } from "./llm/prompts/planPrompt.js";
import type { AskEditor } from "./llm/editor/editorModel.js";
import type { Log } from "./log.js";
import { doctor } from "./manim/doctor.js";
import { PythonHost } from "./manim/pythonHost.js";
import { RenderCache } from "./manim/renderCache.js";
import {
  checkScenes,
  renderScene,
  type CheckOutcome,
  type RenderOutcome,
  type Run,
  type SceneSource,
} from "./manim/scenes.js";
import { editorUser, Workers } from "./manim/workers.js";
import { makeVideo } from "./pipeline/pipeline.js";
import { proposeFix, type ProposedFix } from "./pipeline/proposeFix.js";
import { retiring } from "./llm/prices/modelNotices.js";
import { InstalledApi } from "./llm/retrieval/installedApi.js";
import { Models, type KeySource } from "./models.js";
import { quoteFor } from "./quoteFor.js";
import { laneLimits, readRequest } from "./request.js";
import { RewriteStore } from "./rewrites/rewriteStore.js";
import { Rewrites } from "./rewrites/rewrites.js";
import { chooseFolder } from "./storage/chooseFolder.js";
import { titleOf } from "./storage/slug.js";
import { VideoFolder } from "./storage/videoFolder.js";
import { WrittenRecords } from "./storage/writtenRecords.js";

export interface EngineOptions {
  stateFolder: string;
  /** Where media/templates and server/python lie. */
  installation: string;
  log: Log;
  /** Where the batch lane says what it does; `log` when absent. */
  batchLog?: Log;
  /** Read at each use, so that a change is seen. */
  settings(): Settings;
  keys: KeySource;
  /** Reaches the editor's own models; absent outside an editor. */
  askEditor?: AskEditor;
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
  private readonly rewrites: Rewrites;
  /** For commands that ask a model without a job. */
  readonly models: Models;
  private readonly asking: Asking;
  private readonly authors: Authors;
  /** The provider's batches; shown and worked on by the command line and the panel. */
  readonly lane: Lane;
  private readonly python: PythonHost;
  private readonly slots = new PQueue({ concurrency: Math.max(2, availableParallelism()) });

  constructor(private readonly options: EngineOptions) {
    const { stateFolder, installation, log } = options;
    const workerPackage = join(installation, "server", "python", "manim_video_worker");
    this.database = openDatabase(stateFolder);
    this.store = new JobStore(this.database, stateFolder);
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
    this.rewrites = new Rewrites(new RewriteStore(this.database), log);
    this.renders = new RenderCache(join(stateFolder, "renders"));
    const settings = (): Settings => options.settings();
    this.models = new Models({ keys: options.keys, settings, askEditor: options.askEditor });
    this.lane = new Lane({
      ...{ database: this.database, stateFolder, keeps: isDisposal, limits: laneLimits(settings()) },
      log: options.batchLog ?? log,
      providers: (provider, model) => this.models.batches(provider, model),
    });
    this.asking = new Asking({ store: this.store, lane: this.lane, models: this.models, settings, log });
    const api = new InstalledApi({
      folder: join(stateFolder, "api"),
      bench: () => this.workers.bench("api"),
      release: () => this.workers.release("api"),
      log,
    });
    this.authors = new Authors({
      ...{ templates: join(installation, "media", "templates"), models: this.models, settings, log },
      python: (signal) => this.python.require(signal),
      api: async (signal) => api.open(await this.python.require(signal), signal),
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
    const job = await this.create(request);
    this.startOrFail(job);
    return this.job(job.id);
  }

  /** Starts a video of each topic; a topic that cannot be started is a problem and stops no other. */
  async generateList(
    topics: readonly TopicEntry[],
    shared: Partial<JobRequest> & Pick<JobRequest, "out" | "list">,
  ): Promise<StartedList> {
    this.requireTrust();
    const started: StartedList = { list: shared.list, jobs: [], problems: [] };
    for (const { topic, scenes, quality, language, style } of topics) {
      const own = Object.entries({ topic, scenes, quality, language, style }).filter(
        ([, value]) => value !== undefined,
      );
      try {
        started.jobs.push(await this.create({ ...shared, ...Object.fromEntries(own), topic }));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        started.problems.push({ ...error.problem, message: `${titleOf(topic)}: ${error.problem.message}` });
      }
    }
    this.startAll(started.jobs, (job) => this.startOrFail(job));
    return { ...started, jobs: started.jobs.map(({ id }) => this.job(id)) };
  }

  jobs(): Job[] {
    return this.store.list();
  }

  /** The jobs of one list of topics; none when there is no such list. */
  jobsOf(list: string): Job[] {
    return list === "" ? [] : this.store.listOf(list);
  }

  /** Runs every job of a list again that is not finished. */
  resumeList(list: string): void {
    this.requireTrust();
    const open = this.jobsOf(list).filter(({ status }) => status !== "completed" && status !== "running");
    this.startAll(open, ({ id }) => this.scheduler.start(id));
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

  /** What the topics will take; null where nothing is paid for, or where nobody asked: at once and without a cap. */
  async quote(
    topics: readonly Pick<TopicEntry, "topic" | "scenes">[],
    shared: Partial<JobRequest> & Pick<JobRequest, "out">,
    signal: AbortSignal,
  ): Promise<Quote | null> {
    const asked = await this.models.settleMode(
      readRequest({ ...shared, topic: topics[0]?.topic ?? "" }, this.options.settings()),
    );
    const installed = async () => {
      const { manim, typst, latex } = await this.python.require(signal);
      return { manim, typst: typst !== null, latex, allowedImports: this.options.settings().allowedImports };
    };
    return quoteFor(
      { topics, asked, models: this.models, lane: this.lane, settings: this.options.settings(), installed },
      signal,
    );
  }

  /** Waits until a job has ended. */
  settled(id: string, signal: AbortSignal): Promise<Job> {
    return this.scheduler.settled(id, signal);
  }

  /** Finds jobs whose process is gone; they wait as `queued`. `andResume` starts them. */
  recover(andResume: boolean): Job[] {
    const lost = this.store.interruptLost();
    if (andResume && this.options.trusted())
      this.startAll(
        lost.map((id) => this.job(id)),
        ({ id }) => this.scheduler.start(id),
      );
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
    const run = this.editorRun(signal);
    const author = await this.authors.helper((draft, className, stop) => this.draft(run, draft, className, stop));
    const fix = await proposeFix(code, scene, author, run);
    const tokens = fix.spent.reduce(
      (sum, { promptTokens, completionTokens }) => sum + promptTokens + completionTokens,
      0,
    );
    this.options.log.info(`Fix with AI: ${fix.spent.length} requests, ${tokens} tokens`);
    return fix;
  }

  doctor(signal: AbortSignal): Promise<Finding[]> {
    return doctor(this.python, this.options.keys, signal);
  }

  /** Settings or interpreters have changed: the next request starts fresh workers if they matter to them. */
  async refresh(): Promise<void> {
    if (await this.python.changed()) this.workers.retireAll();
  }

  /** Ends runs and workers; running jobs wait to be resumed. */
  async dispose(): Promise<void> {
    await this.scheduler.dispose();
    await this.lane.close();
    await this.workers.releaseAll();
    this.database.close();
  }

  private async run(job: Job, record: (event: JobEvent) => void, signal: AbortSignal): Promise<RunEnd> {
    const request = this.store.request(job.id);
    if (request === null) throw new ProblemError(problem("state-broken", `The request of job ${job.id} is gone.`));
    const user = `job-${job.id}`;
    // Before anything is waited for: others of the list may ask meanwhile, and this one is going to.
    const seat = this.asking.takeSeat(job);
    try {
      record({ type: "stage", stage: "initializing", fraction: 0, message: "Looking for Manim" });
      const settings = this.options.settings();
      const drafts = { bench: this.workers.bench(user), settings, signal };
      const [python, author] = await Promise.all([
        this.python.require(signal),
        this.authors.choose(request, {
          through: (model) => this.asking.through(model, job, request),
          check:
            request.mode === "batch" ? null : (draft, className, stop) => this.draft(drafts, draft, className, stop),
        }),
      ]);
      record({ type: "provider", provider: author.provider });
      for (const model of author.model.split(", ")) {
        const notice = retiring(author.provider, model, new Date());
        if (notice !== null) record({ type: "problem", problem: notice });
      }
      const place = {
        wishes: wishesOf(request),
        ...{ topic: request.topic, quality: request.quality, settings, author, python },
        ...{ folder: new VideoFolder(job.folder), records: new WrittenRecords(this.database, job.folder) },
        ...{ bench: this.workers.bench(user), renders: this.renders, slots: this.slots },
        rewrites: this.rewrites,
        takeSeat: () => this.asking.takeSeat(job),
        writers: request.mode === "batch" ? Infinity : settings.sceneConcurrency,
      };
      const made = makeVideo(place, record, signal);
      seat.close();
      return await made;
    } finally {
      seat.close();
      await this.workers.release(user);
    }
  }

  /** Jobs that ask together: none of them is thought to be the only one while the others start. */
  private startAll(jobs: Job[], start: (job: Job) => void): void {
    const seats = jobs.map((job) => this.asking.takeSeat(job));
    for (const job of jobs) {
      try {
        start(job);
      } catch (error) {
        this.options.log.warn(
          `job ${job.id} was not started: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
    for (const seat of seats) seat.close();
  }

  private async create(request: Partial<JobRequest> & Pick<JobRequest, "topic" | "out">): Promise<Job> {
    const full = await this.models.settleMode(readRequest(request, this.options.settings()));
    const folder = await chooseFolder(full, this.database);
    return this.store.create(full, folder, titleOf(full.topic));
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
    return { bench: this.workers.bench(editorUser), settings: this.options.settings(), signal };
  }

  /** The errors of a draft that a model checks while it writes. */
  private async draft(run: Run, source: string, className: string, signal: AbortSignal): Promise<Problem[]> {
    const code = { source, file: "draft.py" };
    const outcome = await this.slots.add(() => checkScenes(code, [className], { ...run, signal }), { signal });
    return outcome.problems.filter(({ severity }) => severity === "error");
  }

  private requireTrust(): void {
    if (!this.options.trusted())
      throw new ProblemError(problem("workspace-untrusted", "Scene code is not run in an untrusted workspace."));
  }
}

/** What the request asks of its plan; what it leaves open is not there. */
function wishesOf({ scenes, language, style }: JobRequest): PlanWishes {
  return { ...(scenes > 0 && { scenes }), ...(language !== "" && { language }), ...(style !== "" && { style }) };
}
