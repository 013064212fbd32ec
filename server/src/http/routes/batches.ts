/** The provider's batches in which your jobs ask. */
import { z } from "zod";
import { problems } from "../answers/documented.js";
import type { Routes } from "../context.js";
import { BatchEntryShape, batchShape, BatchShape, entryShape } from "../shapes/batchShape.js";

const tags = ["batches"];
const params = z.object({ id: z.string().regex(/^[\w-]{1,80}$/) });

export const batches: Routes = (app, { service, scrub }) => {
  app.get(
    "/batches",
    {
      schema: {
        ...{ tags, summary: "Batches at the provider, newest first" },
        response: { 200: z.object({ batches: z.array(BatchShape) }), ...problems() },
      },
    },
    async ({ user }) => ({ batches: (await service.batches(user)).map((batch) => batchShape(batch, scrub)) }),
  );

  app.get(
    "/batches/:id",
    {
      schema: {
        ...{ tags, summary: "A batch and its requests", params },
        response: { 200: BatchShape.extend({ entries: z.array(BatchEntryShape) }), ...problems(404) },
      },
    },
    async ({ params: { id }, user }) => {
      const { batch, entries } = await service.batch(id, user);
      return { ...batchShape(batch, scrub), entries: entries.map((entry) => entryShape(entry, scrub)) };
    },
  );

  app.post(
    "/batches/:id/cancel",
    {
      schema: {
        ...{ tags, summary: "End a batch at the provider; what it has answered is kept", params },
        response: { 200: BatchShape, ...problems(404, 413, 415) },
      },
    },
    async ({ params: { id }, user }) => batchShape(await service.cancelBatch(id, user), scrub),
  );
};
