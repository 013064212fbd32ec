/** Answers what the panel asks about what a job has made. */
import { z } from "zod";
import {
  resultForms,
  type guardedResultCalls,
  type resultCallsOfServer,
} from "../../../../protocol/calls/resultCalls.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

const id = z.string().min(1).max(200);
const file = z.string().min(1).max(1000);
const Named = z.object({ id });

export function resultCalls(engine: Engine): Answerers<(typeof resultCallsOfServer)[number]> {
  const { results } = engine;
  return {
    "results.job": { shape: Named, work: ({ id }) => engine.job(id) },
    "results.timeline": { shape: Named, work: ({ id }) => results.timeline(id) },
    "results.attempts": { shape: Named, work: ({ id }) => results.attempts(id) },
    "results.code": {
      shape: z.object({ id, file, number: z.number().int().min(1) }),
      work: ({ id, file, number }) => ({ text: results.code(id, file, number) }),
    },
    "results.answers": { shape: Named, work: ({ id }) => results.answers(id) },
    "results.answer": {
      shape: z.object({ id, number: z.number().int().min(1) }),
      work: ({ id, number }) => results.answer(id, number),
    },
    "results.text": {
      shape: z.object({ ids: z.array(id).max(100_000), form: z.enum(resultForms) }),
      work: async ({ ids, form }) => ({ text: await results.text(ids, form) }),
    },
    "results.writeAgain": {
      shape: z.object({ id, file }),
      work: ({ id, file }) => results.writeAgain(id, file),
    },
    "results.again": { shape: Named, work: ({ id }) => engine.retry(id) },
  };
}

/** What only the extension asks, after the user has agreed. */
export function guardedResults({ results }: Engine): Answerers<(typeof guardedResultCalls)[number]> {
  return {
    "guarded.cap": { shape: Named, work: ({ id }) => results.cap(id) },
    "guarded.setCap": {
      shape: z.object({ id, maxUsd: z.number().min(0).max(1_000_000) }),
      work: ({ id, maxUsd }) => results.setCap(id, maxUsd),
    },
  };
}
