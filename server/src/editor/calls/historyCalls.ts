/** Answers what the panel asks about jobs and batches of now and before. */
import { z } from "zod";
import type { guardedHistoryCalls, historyCallsOfServer } from "../../../../protocol/calls/historyCalls.js";
import { providers } from "../../../../protocol/settings.js";
import { batchJson, deletedBatch, refreshedBatch, shownBatch } from "../../batch/manage.js";
import { quoteRerun, sendRerun, type Rerunning } from "../../batch/rerunBatch.js";
import { listBatches } from "../../batch/summaries.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

/** Rows that one answer holds at most. */
const largestPage = 500;

const id = z.string().min(1).max(200);
const Named = z.object({ id });
const Filter = z.object({
  text: z.string().max(1000),
  status: z.enum(["queued", "running", "completed", "completed_with_errors", "failed", "cancelled"]).nullable(),
  provider: z.enum(providers).nullable(),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullable(),
});
const Page = z.object({
  filter: Filter,
  from: z.number().int().min(0),
  count: z.number().int().min(1).max(largestPage),
});
const Rerun = z.object({ id, which: z.enum(["unanswered", "all"]) });

export function historyCalls(engine: Engine): Answerers<(typeof historyCallsOfServer)[number]> {
  const { search, lane } = engine;
  return {
    "history.page": { shape: Page, work: ({ filter, from, count }) => search.page(filter, from, count) },
    "history.facets": { shape: z.null(), work: () => search.facets() },
    "history.list": { shape: z.object({ list: id }), work: ({ list }) => search.listState(list) },
    "history.times": { shape: Named, work: ({ id: job }) => engine.times(job) },
    "history.request": { shape: Named, work: ({ id: job }) => engine.request(job) },
    "history.cancelScene": {
      shape: z.object({ id, index: z.number().int().min(0) }),
      work: ({ id: job, index }) => {
        engine.cancelScene(job, index);
        return null;
      },
    },
    "batches.list": { shape: z.null(), work: () => listBatches(lane.ledger) },
    "batches.show": { shape: Named, work: ({ id: batch }) => shownBatch(lane, batch) },
    "batches.refresh": { shape: Named, work: ({ id: batch }, signal) => refreshedBatch(lane, batch, signal) },
  };
}

/** What the extension asks once the user has agreed. */
export function guardedHistory(engine: Engine): Answerers<(typeof guardedHistoryCalls)[number]> {
  const { lane, models } = engine;
  const rerunning = (): Rerunning => ({ lane, models, cap: engine.cap() });
  return {
    "guarded.rerunJob": { shape: Named, work: ({ id: job }) => engine.rerun(job) },
    "guarded.listJobs": { shape: z.object({ list: id }), work: ({ list }) => engine.jobsOf(list) },
    "guarded.deleteJob": {
      shape: z.object({ id, withFiles: z.boolean() }),
      work: async ({ id: job, withFiles }) => {
        await engine.delete(job, withFiles);
        return null;
      },
    },
    "guarded.cancelBatch": {
      shape: Named,
      work: ({ id: batch }) => {
        lane.cancel(shownBatch(lane, batch).batch.id);
        return null;
      },
    },
    "guarded.quoteBatch": {
      shape: Rerun,
      work: (given, signal) => quoteRerun(rerunning(), given.id, given.which, signal),
    },
    "guarded.rerunBatch": {
      shape: Rerun,
      work: async (given, signal) => {
        await sendRerun(rerunning(), given.id, given.which, signal);
        return null;
      },
    },
    "guarded.deleteBatch": {
      shape: Named,
      work: async ({ id: batch }, signal) => {
        await deletedBatch(lane, models, batch, signal);
        return null;
      },
    },
    "guarded.batchJson": {
      shape: z.object({ id, key: id.nullable() }),
      work: (given) => batchJson(lane, given.id, given.key),
    },
  };
}
