/** Sends a file of a job: whole, a range of it, or only that it has not changed. */
import { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Job } from "../../../../protocol/job.js";
import type { ServedFile } from "../../service/videoService.js";
import type { ObjectInfo } from "../../storage/objects/objectStorage.js";
import type { HttpContext } from "../context.js";
import { conditionOf, quoted, rangeOf, rangeStands } from "./ranges.js";

/** Milliseconds in which a reader that takes nothing is given up. */
const stalledAfter = 60_000;

export interface Sent {
  file: ServedFile;
  /** The name under which a browser saves it; shown in place when null. */
  saveAs: string | null;
}

/** Throws ProblemError `job-unfinished` or `range-refused`. */
export async function sendFile(
  context: HttpContext,
  job: Job,
  { file, saveAs }: Sent,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { open } = context;
  const gone = new AbortController();
  reply.raw.once("close", () => gone.abort());
  const info = await requireFile(context, job, file);
  reply.headers({
    ...{ etag: quoted(info), "last-modified": info.modified.toUTCString(), "accept-ranges": "bytes" },
    ...{ "cache-control": "private, no-cache", "content-type": info.contentType },
    ...(saveAs === null ? {} : { "content-disposition": `attachment; filename="${saveAs}"` }),
  });
  const condition = conditionOf(request.headers as Record<string, string | undefined>, info);
  if (condition === "unchanged") return reply.code(304).send();
  if (condition === "failed") return reply.code(412).send();
  const range = rangeStands(request.headers["if-range"] as string | undefined, info)
    ? rangeOf(request.headers.range, info.size)
    : null;
  if (range === "unsatisfiable") {
    reply.header("content-range", `bytes */${info.size}`);
    throw new ProblemError(problem("range-refused", `The file has ${info.size} bytes.`));
  }
  if (range !== null) reply.code(206).header("content-range", `bytes ${range.start}-${range.end}/${info.size}`);
  const length = range === null ? info.size : range.end - range.start + 1;
  reply.header("content-length", String(length));
  // The framework puts a length of zero in front of anything else without a body.
  if (request.method === "HEAD" || length === 0) return reply.send(Readable.from([]));
  const release = open.files.take(request.user);
  reply.raw.once("close", release);
  reply.raw.setTimeout(stalledAfter, () => reply.raw.destroy());
  return reply.send(await bodyOf(context, info, range, gone.signal));
}

/** A file that is there. Throws ProblemError `job-unfinished`. */
export async function requireFile({ service }: HttpContext, job: Job, file: ServedFile): Promise<ObjectInfo> {
  const found = await service.fileOf(job, file);
  if (found !== null) return found;
  const { id, status, message } = job;
  throw new ProblemError(problem("job-unfinished", `The job ${id} is ${status} and has no ${file}: ${message}`));
}

async function bodyOf(
  { service }: HttpContext,
  { key, etag }: ObjectInfo,
  range: { start: number; end: number } | null,
  signal: AbortSignal,
) {
  const read = await service.objects.read(key, signal, range ?? undefined);
  if (read?.info.etag === etag) return read.body;
  // Its length was promised: the sender asks again and has the new one.
  read?.body.destroy();
  throw new ProblemError(problem("job-unfinished", "The file is being replaced."));
}
