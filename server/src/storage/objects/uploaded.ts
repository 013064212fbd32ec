/** What the engine does with the bucket beside storing videos: removing them again, and saying whether it can be used. */
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Finding } from "../../../../protocol/server.js";
import type { Settings } from "../../../../protocol/settings.js";
import { jobPrefix } from "./objectKeys.js";
import { openBucket, uploads } from "./openStorage.js";

/** Milliseconds for removing a job's objects, and for a look at the bucket. */
const removeBound = 30_000;
const lookBound = 10_000;

/** Removes what a job has in the bucket, where one is named. Throws ProblemError `storage-…`. */
export async function removeUploaded(job: string, settings: Settings): Promise<void> {
  const bucket = await openBucket(settings, process.env);
  await bounded((signal) => bucket?.removeAll(jobPrefix(job), signal), removeBound);
}

/** Whether the bucket can be reached with these keys; null where none is named. */
export async function storageFinding(settings: Settings): Promise<Finding | null> {
  if (!uploads(settings)) return null;
  const name = "Storage";
  const place = `s3://${settings["s3.bucket"]}/${settings["s3.prefix"]}`;
  try {
    const bucket = await openBucket(settings, process.env);
    // Reading says whether there is such a bucket; a mere look does not.
    await bounded(async (signal) => (await bucket?.read("manim-video-doctor", signal))?.body.destroy(), lookBound);
    return { name, state: "good", detail: `videos are uploaded to ${place}` };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { name, state: "warning", detail: `${place}: ${error.problem.message}`, problem: error.problem };
  }
}

async function bounded<T>(work: (signal: AbortSignal) => Promise<T> | undefined, bound: number): Promise<void> {
  const signal = AbortSignal.timeout(bound);
  try {
    await work(signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const message = `The storage did not answer within ${bound / 1000} seconds.`;
    throw new ProblemError(problem("storage-unavailable", message), { cause: error });
  }
}
