/** How jobs are created and started: one, a list of them, or those that were left behind. */
import type { Job, JobRequest, StartedList, TopicEntry } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { Scheduler } from "./jobs/scheduler.js";
import { readRequest } from "./request.js";
import { chooseFolder } from "./storage/chooseFolder.js";
import { titleOf } from "./storage/slug.js";
import type { EngineParts } from "./engineParts.js";

type Asked = Partial<JobRequest> & Pick<JobRequest, "topic" | "out">;

interface Creating {
  /** Writes with the job: when it throws, there is none. */
  beside?: (id: string) => void;
  /** In a folder of its own where the topic has one already. */
  anew?: boolean;
}

export class Starting {
  constructor(
    private readonly parts: Pick<EngineParts, "options" | "store" | "models" | "asking" | "database">,
    private readonly scheduler: Scheduler,
  ) {}

  /** Creates a job and starts it. Throws ProblemError when the request cannot be used. */
  async one(request: Asked, how: Creating = {}): Promise<Job> {
    const job = await this.create(request, how);
    this.startOrFail(job);
    return job;
  }

  /** Starts a video of each topic; a topic that cannot be started is a problem and stops no other. */
  async list(topics: readonly TopicEntry[], shared: Omit<Asked, "topic"> & { list: string }): Promise<StartedList> {
    const started: StartedList = { list: shared.list, jobs: [], problems: [] };
    for (const { topic, scenes, quality, language, style } of topics) {
      const own = Object.entries({ scenes, quality, language, style }).filter(([, value]) => value !== undefined);
      try {
        started.jobs.push(await this.create({ ...shared, ...Object.fromEntries(own), topic }));
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error;
        started.problems.push({ ...error.problem, message: `${titleOf(topic)}: ${error.problem.message}` });
      }
    }
    this.together(started.jobs, (job) => this.startOrFail(job));
    return started;
  }

  /** Runs jobs again; one that runs already is left alone. */
  again(jobs: Job[]): void {
    this.together(jobs, ({ id }) => this.scheduler.start(id));
  }

  /** Jobs that ask together: none of them is thought to be the only one while the others start. */
  private together(jobs: Job[], start: (job: Job) => void): void {
    const seats = jobs.map((job) => this.parts.asking.takeSeat(job));
    for (const job of jobs) {
      try {
        start(job);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.parts.options.log.warn(`job ${job.id} was not started: ${why}`);
      }
    }
    for (const seat of seats) seat.close();
  }

  private async create(request: Asked, { beside, anew = false }: Creating = {}): Promise<Job> {
    const { models, options, database, store } = this.parts;
    const full = await models.settleMode(readRequest(request, options.settings()));
    const folder = await chooseFolder(full, database, anew);
    return store.create(full, folder, titleOf(full.topic), beside);
  }

  private startOrFail(job: Job): void {
    try {
      this.scheduler.start(job.id);
    } catch (error) {
      const known: Problem = error instanceof ProblemError ? error.problem : problem("internal-error", String(error));
      this.parts.store.record(job.id, { type: "problem", problem: known });
      this.parts.store.record(job.id, { type: "finished", status: "failed", message: known.message });
      throw error;
    }
  }
}
