/** What a job has made: the timeline of its video, the tries at its scenes, and ways to go on with what failed. */
import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import type { KeptAnswer, ResultForm, SceneAttempts } from "../../../protocol/calls/resultCalls.js";
import { isFinal, type Job } from "../../../protocol/job.js";
import { problem, ProblemError } from "../../../protocol/problems.js";
import { hashedText, timelineFile, type Timeline } from "../../../protocol/timeline.js";
import type { JobStore } from "../jobs/jobStore.js";
import { PlayMarks } from "../manim/answers.js";
import { VideoFolder } from "../storage/videoFolder.js";
import { Answers, type WholeAnswer } from "./answers.js";
import { Attempts } from "./attempts.js";
import { exportedText } from "./exported.js";

interface Parts {
  database: DatabaseSync;
  store: JobStore;
  /** Starts a job again that has ended. */
  retry(id: string): Job;
}

/** Throws ProblemError `job-missing` for a job that is not there. */
export class Results {
  constructor(private readonly parts: Parts) {}

  /** Which line of which scene is seen when; null without a video, or when the file is not what we wrote. */
  async timeline(id: string): Promise<Timeline | null> {
    const { folder, video } = this.job(id);
    const text = video === null ? null : await new VideoFolder(folder).read(timelineFile);
    return text === null ? null : timelineFrom(text);
  }

  /** The tries at each scene. */
  async attempts(id: string): Promise<SceneAttempts[]> {
    const { folder, scenes } = this.job(id);
    const kept = new Attempts(this.parts.database, folder);
    return Promise.all(
      scenes.map(async ({ file }): Promise<SceneAttempts> => {
        const attempts = kept.of(file);
        const last = attempts.at(-1);
        const before = last === undefined ? null : kept.code(file, last.number);
        const text = await new VideoFolder(folder).read(file);
        const isSame = text !== null && (before === null || hashedText(before) === hashedText(text));
        return { file, attempts, now: text === null ? "missing" : isSame ? "same" : "edited" };
      }),
    );
  }

  /** The code of one try. Throws ProblemError `file-missing` when it is no longer kept. */
  code(id: string, file: string, number: number): string {
    const text = new Attempts(this.parts.database, this.job(id).folder).code(file, number);
    if (text === null) throw new ProblemError(problem("file-missing", `Try ${number} at ${file} is no longer kept.`));
    return text;
  }

  /** What models have answered it. */
  answers(id: string): KeptAnswer[] {
    return this.kept(id).list();
  }

  /** One answer, whole. Throws ProblemError `file-missing` when it is no longer kept. */
  answer(id: string, number: number): WholeAnswer {
    const answer = this.kept(id).whole(number);
    if (answer === null) throw new ProblemError(problem("file-missing", `Answer ${number} is no longer kept.`));
    return answer;
  }

  /** Jobs in one of the forms, all of them when none is named. */
  async text(ids: readonly string[], form: ResultForm): Promise<string> {
    const { store } = this.parts;
    const jobs = ids.length === 0 ? store.list() : ids.map((id) => this.job(id));
    const whole = await Promise.all(
      jobs.map(async (job) => ({
        job,
        events: form === "json" ? store.history(job.id) : [],
        timeline: form === "markdown" ? await this.timeline(job.id) : null,
      })),
    );
    return exportedText(whole, form);
  }

  /** Has a scene written anew: its file is kept aside. Throws ProblemError `job-running`, or `file-missing`. */
  async writeAgain(id: string, file: string): Promise<Job> {
    const job = this.ended(id);
    if (!job.scenes.some((scene) => scene.file === file))
      throw new ProblemError(problem("file-missing", `The video has no scene ${file}.`));
    const folder = new VideoFolder(job.folder);
    if (await folder.has(file)) await folder.setAside(file);
    return this.parts.retry(id);
  }

  /** What the job, with its list, may cost in USD and has cost so far. */
  cap(id: string): { maxUsd: number; spent: number | null } {
    const jobs = this.sharing(id);
    const known = jobs.every(({ usage }) => usage.usd !== null);
    const spent = known ? jobs.reduce((sum, { usage }) => sum + (usage.usd ?? 0), 0) : null;
    return { maxUsd: this.parts.store.request(id)?.maxUsd ?? 0, spent };
  }

  /** Changes the cap of a job, and of its list. Throws ProblemError `job-running` unless the job has ended. */
  setCap(id: string, maxUsd: number): Job {
    this.ended(id);
    for (const job of this.sharing(id)) this.parts.store.setCap(job.id, maxUsd);
    return this.job(id);
  }

  /** Forgets what is kept of a video whose files are gone. */
  forget(folder: string): void {
    new Attempts(this.parts.database, folder).clear();
  }

  private kept(id: string): Answers {
    return new Answers(this.parts.database, this.job(id).id);
  }

  private sharing(id: string): Job[] {
    const job = this.job(id);
    return job.list === "" ? [job] : this.parts.store.listOf(job.list);
  }

  private ended(id: string): Job {
    const job = this.job(id);
    if (!isFinal(job.status)) throw new ProblemError(problem("job-running", `The job in ${job.folder} has not ended.`));
    return job;
  }

  private job(id: string): Job {
    const job = this.parts.store.get(id);
    if (job === null) throw new ProblemError(problem("job-missing", `There is no job ${id}.`));
    return job;
  }
}

const seconds = z.number().min(0).max(10_000_000);

/** The file lies in the user's folder, where anybody may have written it. */
const Kept: z.ZodType<Timeline> = z.object({
  version: z.literal(1),
  duration: seconds,
  scenes: z
    .array(
      z.object({
        name: z.string().max(200),
        title: z.string().max(1000),
        file: z.string().max(1000),
        start: seconds,
        end: seconds,
        code: z.string().regex(/^[0-9a-f]{64}$/),
        plays: PlayMarks,
      }),
    )
    .max(1000),
});

function timelineFrom(text: string): Timeline | null {
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
