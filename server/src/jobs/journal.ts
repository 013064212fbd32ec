/** What can happen to a job, and the job that follows from what happened. Pure: the same events give the same job. */
import {
  stageEnds,
  stages,
  type Job,
  type JobError,
  type JobRequest,
  type JobScene,
  type JobStatus,
  type SceneState,
  type Stage,
  type Usage,
} from "../../../protocol/job.js";
import type { Range } from "../../../protocol/completion.js";
import { failureIn, jobError } from "../../../protocol/failures.js";
import { errorsOf, problem, type Problem } from "../../../protocol/problems.js";
import type { Provider } from "../../../protocol/settings.js";

export interface JobFiles {
  video: string | null;
  captions: string | null;
  thumbnail: string | null;
  metadata: string | null;
}

export type JobEvent =
  | { type: "created"; id: string; request: JobRequest; folder: string; title: string }
  /** A run begins: the first, or a resume. Scenes and problems of the run before are cleared. */
  | { type: "started" }
  | { type: "stage"; stage: Stage; fraction: number; message: string }
  | { type: "provider"; provider: Provider }
  | { type: "planned"; title: string; scenes: Omit<JobScene, "state">[] }
  | { type: "scene"; index: number; state: SceneState }
  | { type: "still"; index: number; path: string }
  | { type: "problem"; problem: Problem }
  | {
      type: "spent";
      /** The model that answered, and the seconds that were waited for it; absent in journals of older versions. */
      model?: string;
      seconds?: number;
      prompt: number;
      completion: number;
      cached: number;
      usd: number | null;
      kwh?: Range | null;
      kgco2e?: Range | null;
    }
  /** `objects`: the keys under which the storage has the files as well. */
  | { type: "files"; files: JobFiles; objects?: Record<string, string> }
  /** Asked for again: it waits for its turn. */
  | { type: "waiting" }
  /** The process that ran the job is gone; it waits to be resumed. */
  | { type: "interrupted" }
  | {
      type: "finished";
      status: Extract<JobStatus, "completed" | "completed_with_errors" | "failed" | "cancelled">;
      message: string;
    };

const noUsage: Usage = {
  requests: 0,
  tokens: { prompt: 0, completion: 0, cached: 0, total: 0 },
  usd: 0,
  kwh: null,
  kgco2e: null,
};

/** The job as it was created. */
function create(event: Extract<JobEvent, { type: "created" }>, at: string): Job {
  const { topic, provider, quality, mode, list } = event.request;
  return {
    id: event.id,
    topic,
    title: event.title,
    stage: "initializing",
    percentage: 0,
    status: "queued",
    message: "Waiting",
    provider,
    mode,
    list,
    quality,
    folder: event.folder,
    scenes: [],
    problems: [],
    error: null,
    ...{ video: null, captions: null, thumbnail: null, metadata: null },
    usage: noUsage,
    createdAt: at,
    updatedAt: at,
  };
}

/** The job after one more event. `job` is null only before `created`. */
export function apply(job: Job | null, event: JobEvent, at: string): Job {
  if (event.type === "created") return create(event, at);
  if (job === null) throw new Error(`a journal begins with "created", not with "${event.type}"`);
  return { ...job, ...change(job, event), updatedAt: at };
}

function change(job: Job, event: Exclude<JobEvent, { type: "created" }>): Partial<Job> {
  switch (event.type) {
    case "started":
      return { status: "running", stage: "initializing", problems: [], error: null, message: "Starting" };
    case "stage":
      return {
        stage: event.stage,
        message: event.message,
        percentage: risen(job, percentageOf(event.stage, event.fraction)),
      };
    case "provider":
      return { provider: event.provider };
    case "planned":
      return { title: event.title, scenes: event.scenes.map((scene) => planned(scene, job)) };
    case "scene":
      return withScene(job, event.index, { state: event.state });
    case "still":
      return withScene(job, event.index, { still: event.path });
    case "problem":
      return { problems: [...job.problems, inStage(event.problem, job.stage)] };
    case "spent":
      return { usage: added(job.usage, event) };
    case "files":
      return event.files;
    case "waiting":
      return { status: "queued", message: "Waiting" };
    case "interrupted":
      return { status: "queued", message: "Interrupted; resume it to go on from the last finished step" };
    case "finished":
      return {
        status: event.status,
        message: event.message,
        error: event.status === "failed" ? failureOf(job, event.message) : null,
        ...(event.status.startsWith("completed") ? { stage: "completed", percentage: 100 } : {}),
      };
  }
}

function withScene({ scenes }: Job, index: number, changed: Partial<JobScene>): Pick<Job, "scenes"> {
  return { scenes: scenes.map((scene) => (scene.index === index ? { ...scene, ...changed } : scene)) };
}

/** A scene that was drawn in an earlier run keeps its picture until there is another. */
function planned(scene: Omit<JobScene, "state">, { scenes }: Job): JobScene {
  const still = scenes.find(({ name }) => name === scene.name)?.still;
  return { ...scene, state: "planned", ...(still !== undefined && { still }) };
}

/** An error says what kind of failure it is in a job. */
function inStage(found: Problem, stage: Stage): Problem {
  return found.severity === "error" ? { ...found, failure: found.failure ?? failureIn(stage) } : found;
}

/** The last error is the one that ended the job; `message` says what it ended with. */
function failureOf({ stage, problems }: Job, message: string): JobError {
  const last = errorsOf(problems).at(-1) ?? problem("internal-error", message);
  const error = jobError(stage, last);
  return last.message === message ? error : { ...error, message: `${message}. ${last.message}` };
}

/** The percentage when `fraction` (0 to 1) of a stage is done. */
export function percentageOf(stage: Stage, fraction: number): number {
  const before = stages[stages.indexOf(stage) - 1];
  const start = before === undefined ? 0 : stageEnds[before];
  return start + (stageEnds[stage] - start) * Math.min(1, Math.max(0, fraction));
}

/** 100 is for `completed` alone, and no step goes back. */
function risen(job: Job, percentage: number): number {
  return Math.max(job.percentage, Math.min(99, Math.round(percentage * 10) / 10));
}

function added(usage: Usage, spent: Extract<JobEvent, { type: "spent" }>): Usage {
  const { tokens } = usage;
  const prompt = tokens.prompt + spent.prompt;
  const completion = tokens.completion + spent.completion;
  return {
    ...usage,
    requests: usage.requests + 1,
    tokens: { prompt, completion, cached: tokens.cached + spent.cached, total: prompt + completion },
    usd: usage.usd === null || spent.usd === null ? null : usage.usd + spent.usd,
    kwh: widened(usage, usage.kwh, spent.kwh),
    kgco2e: widened(usage, usage.kgco2e, spent.kgco2e),
  };
}

/** The sum of ranges; null as soon as one request's energy is not known. */
function widened({ requests }: Usage, sum: Range | null, more: Range | null | undefined): Range | null {
  if (more === undefined || more === null) return null;
  if (requests === 0) return more;
  return sum === null ? null : { low: sum.low + more.low, high: sum.high + more.high };
}
