/** Asking for a video, and for what it would cost. */
import { z } from "zod";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { quoteShape, QuoteShape } from "../shapes/quoteShape.js";
import { statuses } from "../shapes/jobShape.js";
import { KeyHeaders, VideoRequest, wishOf } from "../shapes/requests.js";

const Created = z.object({ job_id: z.string(), status: z.enum(statuses) }).meta({ id: "CreatedJob" });

export const creating: Routes = (app, context) => {
  const { service, scrub, metrics, createsPerMinute } = context;
  app.post(
    "/videos/generate",
    {
      config: { rateLimit: { max: createsPerMinute, timeWindow: 60_000 } },
      schema: {
        tags: ["videos"],
        summary: "Make a video",
        description:
          "Answers once the job is on disk. Sent again with the same Idempotency-Key, it answers the same job.",
        headers: KeyHeaders,
        body: VideoRequest,
        response: { 202: Created, ...problems(402, 409, 413, 415, 422) },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"] ?? null;
      const { job, created } = await service.create(wishOf(request.body), request.user, key);
      request.log.info({ job_id: job.id, user: request.user, created }, "job asked for");
      if (created) metrics.jobCreated();
      else reply.header("idempotent-replayed", "true");
      const path = request.routeOptions.url?.replace(/generate$/, `jobs/${job.id}/status`) ?? "";
      return reply
        .code(202)
        .header("location", path)
        .send({ job_id: job.id, status: created ? "queued" : job.status });
    },
  );

  app.post(
    "/videos/quote",
    {
      schema: {
        tags: ["videos"],
        summary: "What a video would cost",
        description: "Null where nothing is paid for. Nothing is made.",
        body: VideoRequest,
        response: { 200: z.object({ quote: QuoteShape.nullable() }), ...problems(402, 409, 413, 415, 422, 504) },
      },
    },
    async (request) => {
      const gone = new AbortController();
      request.raw.once("close", () => gone.abort());
      const quote = await service.quote(wishOf(request.body), request.user, gone.signal);
      return { quote: quote === null ? null : quoteShape(quote, scrub) };
    },
  );
};
