/** What the three fronts (editor, command line, HTTP) call. */
import type { Quote } from "../../protocol/batch.js";
import { isFinal, type Job, type JobRequest, type StartedList, type TopicEntry } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Finding } from "../../protocol/server.js";
import type { Lane } from "./batch/lane.js";
import type { JobListener } from "./jobs/jobStore.js";
import { Scheduler, type JobRunner } from "./jobs/scheduler.js";
import { doctor } from "./manim/doctor.js";
import type { Installed } from "./llm/prompts/manimRules.js";
import { poolMemory } from "./manim/workerMemory.js";
import type { Models } from "./models.js";
import { quoteFor } from "./quoteFor.js";
import { readRequest } from "./request.js";
import { type EngineParts, makeParts, type EngineOptions } from "./engineParts.js";
import { RequestDesk } from "./requests/requestDesk.js";
import { runJob } from "./runJob.js";
import { Results } from "./results/results.js";
import { JobSearch } from "./jobs/jobSearch.js";
import { timesOf } from "./jobs/jobTimes.js";
import { SceneDesk } from "./sceneDesk.js";
import { Starting } from "./starting.js";
import type { JobTimes } from "../../protocol/calls/historyCalls.js";
import type { JobEvent } from "./jobs/journal.js";
import { KeyTaken, UserJobs, type RequestKey } from "./jobs/userJobs.js";
import type { Sandbox } from "./manim/sandbox.js";
import { removeUploaded } from "./storage/objects/uploaded.js";
import { VideoFolder } from "./storage/videoFolder.js";
import { requireTrust } from "./trust.js";

/** Jobs run at once; their scenes share the machine's slots. */
const jobConcurrency = 2;

type Asked = Partial<JobRequest> & Pick<JobRequest, "topic" | "out">;

/** A job and what happened to it, oldest first. */
export interface JobHistory {
  job: Job;
  events: { at: string; event: JobEvent }[];
}

export class Engine {
  /** For the worker of a queue, which works with them in its own order. */
  readonly parts: EngineParts;
  private readonly scheduler: Scheduler;
  private readonly starting: Starting;
  /** For commands that ask a model without a job. */
  readonly models: Models;
  /** The provider's batches; shown and worked on by the command line and the panel. */
  readonly lane: Lane;
  /** The jobs of each user where several share this engine. */
  readonly users: UserJobs;
  /** Questions about many jobs. */
  readonly search: JobSearch;
  /** What is done with scene code without a job. */
  readonly scenes: SceneDesk;
  /** What jobs have made. */
  readonly results: Results;
  /** Plain requests, which become answers and no videos. */
  readonly requests: RequestDesk;

  constructor(private readonly options: EngineOptions) {
    const parts = (this.parts = makeParts(options));
    this.models = parts.models;
    this.lane = parts.lane;
    this.users = new UserJobs(parts.database);
    this.search = new JobSearch(parts.database);
    this.scenes = new SceneDesk(parts);
    const run: JobRunner = (job, record, signal) => runJob(parts, job, record, signal);
    this.scheduler = new Scheduler(parts.store, run, options.log, options.jobConcurrency ?? jobConcurrency);
    this.starting = new Starting(parts, this.scheduler);
    this.requests = new RequestDesk({ ...options, ...parts });
    this.results = new Results({ ...parts, retry: (id) => this.retry(id) });
  }

  /** Creates a job and starts it. Throws ProblemError when the request cannot be used. */
  async generate(request: Asked): Promise<Job> {
    this.requireTrust();
    const { id } = await this.starting.one(request);
    return this.job(id);
  }

  /** As {@link generate}, once for each key of the request's user: what is sent again is answered by the job it made. */
  async generateOnce(request: Asked, key: RequestKey): Promise<{ job: Job; created: boolean }> {
    this.requireTrust();
    const user = request.user ?? "";
    const made = this.users.madeBy(user, key);
    if (made !== null) return { job: this.job(made), created: false };
    try {
      const { id } = await this.starting.one(request, { beside: (id) => this.users.bind(user, key, id) });
      return { job: this.job(id), created: true };
    } catch (error) {
      const other = error instanceof KeyTaken ? this.users.madeBy(user, key) : null;
      if (other === null) throw error;
      return { job: this.job(other), created: false };
    }
  }

  /** Starts a video of each topic; a topic that cannot be started is a problem and stops no other. */
  async generateList(
    topics: readonly TopicEntry[],
    shared: Partial<JobRequest> & Pick<JobRequest, "out" | "list">,
  ): Promise<StartedList> {
    this.requireTrust();
    const started = await this.starting.list(topics, shared);
    return { ...started, jobs: started.jobs.map(({ id }) => this.job(id)) };
  }

  jobs(): Job[] {
    return this.parts.store.list();
  }

  /** The jobs of one list of topics; none when there is no such list. */
  jobsOf(list: string): Job[] {
    return list === "" ? [] : this.parts.store.listOf(list);
  }

  /** Runs every job of a list again that is not finished. */
  resumeList(list: string): void {
    this.requireTrust();
    this.starting.again(this.jobsOf(list).filter(({ status }) => status !== "completed" && status !== "running"));
  }

  /** Throws ProblemError `job-missing`. */
  job(id: string): Job {
    const job = this.parts.store.get(id);
    if (job === null) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    return job;
  }

  cancel(id: string): Promise<Job> {
    this.job(id);
    return this.scheduler.cancel(id);
  }

  /** Ends the work on one scene of a job that runs here; the video goes on without it. Throws ProblemError `job-running`. */
  cancelScene(id: string, index: number): void {
    const scene = this.job(id).scenes.find((one) => one.index === index);
    if (scene === undefined || scene.state === "done" || scene.state === "failed" || scene.state === "cancelled")
      return;
    if (!this.parts.sceneStops.cancel(id, index))
      throw new ProblemError(problem("job-running", "The video is not being made by this window."));
    // Before the work has ended: a run that is interrupted now leaves the scene out as well.
    this.parts.store.record(id, { type: "scene", index, state: "cancelled" });
  }

  /** What a job was asked to make. Throws ProblemError `job-missing`. */
  request(id: string): JobRequest {
    this.job(id);
    const request = this.parts.store.request(id);
    if (request === null) throw new ProblemError(problem("state-broken", `The request of job ${id} is gone.`));
    return request;
  }

  /** Makes the same video once more, as one by itself in a folder of its own; the first stays as it is. */
  async rerun(id: string): Promise<Job> {
    this.requireTrust();
    const job = await this.starting.one({ ...this.request(id), list: "" }, { anew: true });
    return this.job(job.id);
  }

  /** Most that a batch of plain requests may cost, in USD; null for no cap. */
  cap(): number | null {
    const { maxUsd } = this.options.settings();
    return maxUsd === 0 ? null : maxUsd;
  }

  times(id: string): JobTimes {
    return timesOf(this.parts.database, this.job(id));
  }

  /** Runs a job again: every step that is done already is found done. */
  resume(id: string): Job {
    this.requireTrust();
    this.scheduler.start(id);
    return this.job(id);
  }

  /** Starts a job again that has ended; one that is under way is left alone. Throws ProblemError `job-running`. */
  retry(id: string): Job {
    const { status, folder } = this.job(id);
    if (!isFinal(status)) throw new ProblemError(problem("job-running", `The job in ${folder} has not ended.`));
    return this.resume(id);
  }

  /** Forgets a job that does not run and, if asked to, removes its folder. Throws ProblemError `job-running`. */
  async delete(id: string, withFiles: boolean): Promise<Job> {
    const job = this.job(id);
    const { store } = this.parts;
    const other = withFiles ? store.inFolder(job.folder).find((one) => one !== id) : undefined;
    if (other !== undefined)
      throw new ProblemError(problem("path-refused", `${job.folder} is the folder of the job ${other} as well.`));
    if (withFiles && !store.isOwned(id)) await removeUploaded(id, this.options.settings());
    if (!store.remove(id))
      throw new ProblemError(problem("job-running", `The job in ${job.folder} is running; cancel it first.`));
    if (withFiles && (await new VideoFolder(job.folder).removeAll())) this.results.forget(job.folder);
    return job;
  }

  /** A job with all that happened to it. */
  history(id: string): JobHistory {
    return { job: this.job(id), events: this.parts.store.history(id) };
  }

  has(id: string): boolean {
    return this.parts.store.get(id) !== null;
  }

  /** What happened to a job after the event with this number, oldest first; the first event has the number 0. */
  eventsAfter(id: string, seq: number): JobHistory["events"] {
    return this.parts.store.history(id, seq);
  }

  /** What the topics will take; null where nothing is paid for, or where nobody asked: at once, without a cap, not `always`. */
  async quote(
    topics: readonly Pick<TopicEntry, "topic" | "scenes">[],
    shared: Partial<JobRequest> & Pick<JobRequest, "out">,
    signal: AbortSignal,
    always = false,
  ): Promise<Quote | null> {
    const { models, lane, authors } = this.parts;
    const settings = this.options.settings();
    const request = readRequest({ ...shared, topic: topics[0]?.topic ?? "" }, settings);
    const asked = await models.settleMode(request);
    const installed = (): Promise<Installed> => authors.installed(settings);
    return quoteFor({ topics, asked, always, models, lane, settings, installed }, signal);
  }

  /** Waits until a job has ended. */
  settled(id: string, signal: AbortSignal): Promise<Job> {
    return this.scheduler.settled(id, signal);
  }

  /** Finds jobs whose process is gone; they wait as `queued`. `andResume` starts them. */
  recover(andResume: boolean): Job[] {
    const lost = this.parts.store.interruptLost();
    if (andResume && this.options.trusted()) this.starting.again(lost.map((id) => this.job(id)));
    return lost.map((id) => this.job(id));
  }

  onJobChanged(listener: JobListener): () => void {
    return this.parts.store.onChange(listener);
  }

  async doctor(signal: AbortSignal): Promise<Finding[]> {
    const memory = await poolMemory(await this.parts.workers.pids());
    return doctor(this.parts.python, this.options.keys, { memory, settings: this.options.settings() }, signal);
  }

  /** What keeps scenes from being made here, and whether they run in a sandbox. */
  async readiness(): Promise<{ sandbox: Sandbox; problem: Problem | null }> {
    const [sandbox, found] = await Promise.all([this.parts.python.sandbox(), this.parts.python.find()]);
    return { sandbox, problem: found.kind === "problem" ? found.problem : null };
  }

  /** Starts nothing more, and waits for the jobs that run, at most so long (milliseconds); the rest wait to be resumed. */
  async drain(bound: number): Promise<void> {
    await this.scheduler.drain(bound);
    await this.scheduler.dispose();
  }

  /** Settings or interpreters have changed: the next request starts fresh workers if they matter to them. */
  async refresh(): Promise<void> {
    if (await this.parts.python.changed()) this.parts.workers.retireAll();
  }

  /** Ends runs and workers; running jobs wait to be resumed. */
  async dispose(): Promise<void> {
    await this.scheduler.dispose();
    await this.requests.runs.close();
    await this.lane.close();
    await this.parts.workers.releaseAll();
    this.parts.database.close();
  }

  private requireTrust(): void {
    requireTrust(this.options);
  }
}
