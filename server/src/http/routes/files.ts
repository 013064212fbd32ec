/** The files of a finished job. */
import { buffer } from "node:stream/consumers";
import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { problem, ProblemError } from "../../../../protocol/problems.js";
import type { Job } from "../../../../protocol/job.js";
import type { ServedFile } from "../../service/videoService.js";
import { slugOf } from "../../storage/slug.js";
import { fileInZip } from "../../storage/zip.js";
import { file, problems } from "../answers/documented.js";
import type { HttpContext, Routes } from "../context.js";
import { tokenOrSignature } from "../document.js";
import { requireFile, sendFile } from "../files/sendFile.js";
import { MetadataShape } from "../shapes/metadataShape.js";
import { JobParams, SignedParts } from "../shapes/requests.js";

const tags = ["files"];
const params = JobParams;
const querystring = z.object(SignedParts);
const partly = {
  206: { ...file("video/mp4"), description: "A range of it" },
  304: z.undefined().describe("Unchanged"),
};
const conditions = { 304: z.undefined().describe("Unchanged"), 412: z.undefined().describe("Changed meanwhile") };
const refused = problems(404, 409, 416);
const text = { vtt: ["captions", "text/vtt"], srt: ["subtitles", "application/x-subrip"] } as const;

export const files: Routes = (app, context) => {
  const { service, tokens } = context;
  const security = tokens ? tokenOrSignature : [];
  const send = async (
    request: FastifyRequest,
    reply: FastifyReply,
    what: ServedFile,
    saved: ((job: Job) => string) | null,
  ): Promise<FastifyReply> => {
    const job = await service.job((request.params as { id: string }).id, request.user);
    return sendFile(context, job, { file: what, saveAs: saved?.(job) ?? null }, request, reply);
  };
  const named =
    (ending: string) =>
    ({ title }: Job): string =>
      slugOf(title) + ending;

  app.get(
    "/videos/jobs/:id/stream",
    {
      config: { access: "signed" },
      schema: {
        security,
        ...{ tags, summary: "The video, for a player; takes ranges and conditions", params, querystring },
        response: { 200: file("video/mp4"), ...partly, ...conditions, ...refused },
      },
    },
    (request, reply) => send(request, reply, "video", null),
  );

  app.get(
    "/videos/jobs/:id/download",
    {
      config: { access: "signed" },
      schema: {
        security,
        ...{ tags, summary: "The video, to be saved", params, querystring },
        response: { 200: file("video/mp4"), ...partly, ...conditions, ...refused },
      },
    },
    (request, reply) => send(request, reply, "video", named(".mp4")),
  );

  app.get(
    "/videos/jobs/:id/thumbnail",
    {
      config: { access: "signed" },
      schema: {
        security,
        ...{ tags, summary: "A picture of it", params, querystring },
        response: { 200: file("image/png"), 206: file("image/png"), ...conditions, ...refused },
      },
    },
    (request, reply) => send(request, reply, "thumbnail", null),
  );

  app.get(
    "/videos/jobs/:id/captions",
    {
      config: { access: "signed" },
      schema: {
        security,
        ...{ tags, summary: "Its captions, as WebVTT or SubRip", params },
        querystring: z.object({ ...SignedParts, format: z.enum(["vtt", "srt"]).default("vtt") }),
        response: {
          200: file("text/vtt", "application/x-subrip"),
          206: file("text/vtt", "application/x-subrip"),
          ...conditions,
          ...refused,
        },
      },
    },
    (request, reply) => send(request, reply, text[request.query.format][0], null),
  );

  app.get(
    "/videos/jobs/:id/metadata",
    {
      schema: {
        ...{ tags, summary: "What made it, from what, and how long it took", params },
        response: {
          200: { description: "The file", content: { "application/json": { schema: MetadataShape } } },
          206: file("application/json"),
          ...conditions,
          ...refused,
        },
      },
    },
    (request, reply) => send(request, reply, "metadata", null),
  );

  app.get(
    "/videos/jobs/:id/code",
    {
      schema: {
        ...{ tags, summary: "Its scenes and storyboard as a zip archive, or one file of them", params },
        querystring: z.object({
          file: z.string().max(120).optional().describe("A scene's `file`, or storyboard.json"),
        }),
        response: {
          200: file("application/zip", "text/x-python", "application/json"),
          206: file("application/zip"),
          ...conditions,
          ...refused,
        },
      },
    },
    async (request, reply) => {
      const { file: name } = request.query;
      return name === undefined
        ? send(request, reply, "code", named("-code.zip"))
        : reply
            .type(name.endsWith(".json") ? "application/json" : "text/x-python; charset=utf-8")
            .header("cache-control", "private, no-cache")
            .send(await oneFile(context, await service.job(request.params.id, request.user), name));
    },
  );
};

/** Looked for by its name in the archive: no name leads to any other file. */
async function oneFile(context: HttpContext, job: Job, name: string): Promise<Buffer> {
  const { key } = await requireFile(context, job, "code");
  const read = await context.service.objects.read(key, AbortSignal.timeout(30_000));
  const found = read === null ? null : fileInZip(await buffer(read.body), name);
  if (found === null) throw new ProblemError(problem("file-missing", `The video has no file ${JSON.stringify(name)}.`));
  return found;
}
