/** A job's changes as they come. */
import { Readable } from "node:stream";
import { z } from "zod";
import { isFinal } from "../../../../protocol/job.js";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { eventLines } from "../files/eventLines.js";
import { jobShape } from "../shapes/jobShape.js";
import { JobParams } from "../shapes/requests.js";

/** Milliseconds in which a listener that takes nothing is given up. */
const stalledAfter = 120_000;

/** One event; what a stream is made of is all that a document can say. */
const SentEvent = z.object({
  event: z.enum(["status", "progress"]),
  id: z.string().optional().describe("Of a status event: its number"),
  data: z.string().describe("The job as JSON"),
});

export const events: Routes = (app, { service, scrub, open, closing }) => {
  app.get(
    "/videos/jobs/:id/events",
    {
      schema: {
        tags: ["jobs"],
        summary: "Its changes as server-sent events",
        description:
          "Each `status` event has the job as data and a number as id; sent back as Last-Event-ID, the stream goes on behind it. While a job runs, `progress` events come at least every 5 seconds. The stream ends with the job; a listener that has heard its end is answered 204.",
        params: JobParams,
        headers: z.looseObject({
          "last-event-id": z
            .string()
            .regex(/^\d{1,9}$/)
            .optional(),
        }),
        response: {
          200: { description: "Events, each as this", content: { "text/event-stream": { schema: SentEvent } } },
          204: z.undefined().describe("The job has ended, and its end was heard"),
          ...problems(404),
        },
      },
    },
    async (request, reply) => {
      const { params, user, headers } = request;
      const after = Number(headers["last-event-id"] ?? -1);
      const job = await service.job(params.id, user);
      const gone = new AbortController();
      reply.raw.once("close", () => gone.abort());
      const signal = AbortSignal.any([gone.signal, closing]);
      const changes = service.changes(job.id, user, after, signal)[Symbol.asyncIterator]();
      if (isFinal(job.status)) {
        // A browser that reconnects after the end would do so for ever.
        const first = await changes.next();
        if (first.done === true) return reply.code(204).send();
        return reply
          .type("text/event-stream")
          .header("cache-control", "no-store")
          .send(Readable.from(eventLines(behind(first.value, changes), job, (now) => jobShape(now, scrub))) as never);
      }
      const release = open.events.take(user);
      reply.raw.once("close", release);
      reply.raw.setTimeout(stalledAfter, () => reply.raw.destroy());
      const lines = eventLines({ [Symbol.asyncIterator]: () => changes }, job, (now) => jobShape(now, scrub));
      return reply
        .type("text/event-stream")
        .headers({ "cache-control": "no-store", "x-accel-buffering": "no" })
        .send(Readable.from(lines) as never);
    },
  );
};

/** A stream whose first part was read already. */
async function* behind<T>(first: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}
