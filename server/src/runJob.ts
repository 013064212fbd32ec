/** One run of one job: its author, its place of work, and the pipeline on them. */
import type { Job, JobRequest } from "../../protocol/job.js";
import { problem, ProblemError, type Problem } from "../../protocol/problems.js";
import type { JobEvent } from "./jobs/journal.js";
import { cancelledScenes } from "./jobs/sceneStops.js";
import type { RunEnd } from "./jobs/scheduler.js";
import type { PlanWishes } from "./llm/prompts/planPrompt.js";
import type { Run } from "./manim/scenes.js";
import { makeVideo } from "./pipeline/pipeline.js";
import { Attempts } from "./results/attempts.js";
import { retiring } from "./llm/prices/modelNotices.js";
import type { ObjectStorage } from "./storage/objects/objectStorage.js";
import { openBucket } from "./storage/objects/openStorage.js";
import { VideoFolder } from "./storage/videoFolder.js";
import { WrittenRecords } from "./storage/writtenRecords.js";
import type { EngineParts } from "./engineParts.js";
import { draftErrors } from "./draftErrors.js";
import type { Author } from "./llm/author.js";
import type { Workplace } from "./pipeline/context.js";
import { findGpu, gpuTrouble } from "./manim/gpu.js";
import type { Python } from "./manim/python.js";

/** Makes the job's video; every step that is done already is found done. Throws ProblemError when there can be none. */
export async function runJob(
  parts: EngineParts,
  job: Job,
  record: (event: JobEvent) => void,
  signal: AbortSignal,
): Promise<RunEnd> {
  const { store, asking, workers, python: host, options } = parts;
  const request = store.request(job.id);
  if (request === null) throw new ProblemError(problem("state-broken", `The request of job ${job.id} is gone.`));
  const user = `job-${job.id}`;
  // Before anything is waited for: others of the list may ask meanwhile, and this one is going to.
  const seat = asking.takeSeat(job);
  const stops = parts.sceneStops.open(job.id, cancelledScenes(parts.database, job.id));
  try {
    record({ type: "stage", stage: "initializing", fraction: 0, message: "Looking for Manim" });
    const run: Run = { bench: workers.bench(user), settings: options.settings(), signal };
    // A bucket that cannot be used is said before a token is spent.
    const bucket = await openBucket(run.settings, process.env);
    const [python, author] = await Promise.all([host.require(signal), authorOf(parts, job, request, run)]);
    record({ type: "provider", provider: author.provider });
    const gpu = run.settings.useGpu ? await findGpu(python, await host.sandbox(), signal) : null;
    const trouble = gpu === null ? null : gpuTrouble(gpu);
    if (trouble !== null) record({ type: "problem", problem: problem("gpu-missing", trouble) });
    for (const notice of notices(author)) record({ type: "problem", problem: notice });
    const made = makeVideo(
      placeOf(parts, job, request, { python, author, run, stops, bucket, gpu: gpu !== null && trouble === null }),
      record,
      signal,
    );
    seat.close();
    return await made;
  } finally {
    seat.close();
    stops.close();
    await workers.release(user);
  }
}

function authorOf(parts: EngineParts, job: Job, request: JobRequest, run: Run): Promise<Author> {
  const { authors, asking } = parts;
  return authors.choose(request, {
    through: (model) => asking.through(model, job, request),
    // A batch has no second turn in which a model could be told what its draft does.
    check:
      request.mode === "batch" ? null : (draft, className, stop) => draftErrors(parts, run, draft, className, stop),
  });
}

/** The models that are about to retire. */
export function notices({ provider, model }: Author): Problem[] {
  return model.split(", ").flatMap((name) => retiring(provider, name, new Date()) ?? []);
}

interface Chosen {
  python: Python;
  author: Author;
  run: Run;
  stops: { signal(index: number): AbortSignal };
  bucket: ObjectStorage | null;
  /** Scenes are to be drawn by the GPU, and can be. */
  gpu: boolean;
}

function placeOf(parts: EngineParts, job: Job, request: JobRequest, chosen: Chosen): Workplace {
  const { python, author, run, stops, bucket, gpu } = chosen;
  const { database, renders, slots, rewrites, asking } = parts;
  const { topic, quality, mode } = request;
  return {
    ...{ topic, quality, settings: run.settings, author, python, wishes: wishesOf(request) },
    ...{ folder: new VideoFolder(job.folder), records: new WrittenRecords(database, job.folder) },
    attempts: new Attempts(database, job.folder),
    ...{ bench: run.bench, renders, slots, rewrites },
    // Nobody waits in front of a list or a batch.
    preview: request.list === "" && mode !== "batch",
    ...(gpu && { gpu }),
    ...(bucket !== null && { upload: { job: job.id, objects: bucket } }),
    sceneStop: (index) => stops.signal(index),
    ...(parts.stills && { stills: parts.stills }),
    takeSeat: () => asking.takeSeat(job),
    writers: mode === "batch" ? Infinity : run.settings.sceneConcurrency,
  };
}

/** What the request asks of its plan; what it leaves open is not there. */
export function wishesOf({ scenes, language, style }: JobRequest): PlanWishes {
  return { ...(scenes > 0 && { scenes }), ...(language !== "" && { language }), ...(style !== "" && { style }) };
}
