/** Storage, second part: the finished files in the bucket, where one is named. What lies there already is not sent again. */
import { stat } from "node:fs/promises";
import PQueue from "p-queue";
import { servedFiles, type ServedFile } from "../../service/videoService.js";
import { codeArchive } from "../../storage/codeArchive.js";
import { contentTypeOf, objectKey } from "../../storage/objects/objectKeys.js";
import { patiently } from "../../storage/objects/patience.js";
import { withTemporaryFile } from "../../storage/temporaryFile.js";
import type { StageContext, Workplace } from "../context.js";

/** The key of each file in the bucket. */
export type StoredObjects = Record<ServedFile, string>;

/** Files under way at once; a large one is itself sent in several parts at a time. */
const filesAtOnce = 3;

/**
 * Uploads the video, what belongs to it and its code; null where no bucket is named. Throws ProblemError `storage-…` once
 * the storage has been down for as long as the settings allow: a job that is resumed then only uploads.
 */
export async function upload(place: Workplace, context: StageContext): Promise<StoredObjects | null> {
  const { upload: target, folder, settings } = place;
  if (target === undefined) return null;
  return withTemporaryFile(servedFiles.code, await codeArchive(folder), (code) => {
    const pathOf = (file: ServedFile): string => (file === "code" ? code : folder.inside(servedFiles[file]));
    return send(pathOf, target, settings["s3.retrySeconds"], context);
  });
}

async function send(
  pathOf: (file: ServedFile) => string,
  { job, objects }: NonNullable<Workplace["upload"]>,
  seconds: number,
  context: StageContext,
): Promise<StoredObjects> {
  const stop = new AbortController();
  const signal = AbortSignal.any([context.signal, stop.signal]);
  const files = Object.keys(servedFiles) as ServedFile[];
  const sizes = await Promise.all(files.map(async (file) => (await stat(pathOf(file))).size));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const sent = new Map<ServedFile, number>();
  const done = (): number => [...sent.values()].reduce((sum, bytes) => sum + bytes, 0);
  const put = async (file: ServedFile): Promise<void> => {
    const progress = (bytes: number): void => {
      sent.set(file, bytes);
      context.report(0.1 + (0.9 * done()) / Math.max(1, all), `Uploading: ${megabytes(done())} of ${megabytes(all)}`);
    };
    const options = { contentType: contentTypeOf(servedFiles[file]), signal, progress };
    await patiently(() => objects.put(objectKey(job, file), pathOf(file), options), {
      ...{ seconds, signal },
      waiting: (milliseconds, { message }) =>
        context.report(0.1 + (0.9 * done()) / Math.max(1, all), said(message, milliseconds)),
    });
  };
  // The metadata comes last: where it is, everything is.
  const others = files.filter((file) => file !== "metadata");
  const queue = new PQueue({ concurrency: filesAtOnce });
  const sending = others.map((file) => queue.add(() => put(file), { signal }));
  try {
    await Promise.all(sending);
    await put("metadata");
  } catch (error) {
    stop.abort();
    await Promise.allSettled(sending);
    context.signal.throwIfAborted();
    throw error;
  }
  return Object.fromEntries(files.map((file) => [file, objectKey(job, file)])) as StoredObjects;
}

function said(failure: string, milliseconds: number): string {
  return `The storage does not take the video; trying again in ${Math.ceil(milliseconds / 1000)} s (${failure.slice(0, 160)})`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
