/** Answers what the panel asks about what a job has made. */
import { z } from "zod";
import type { resultCallsOfServer } from "../../../../protocol/calls/resultCalls.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

const Named = z.object({ id: z.string().min(1) });

export function resultCalls(engine: Engine): Answerers<(typeof resultCallsOfServer)[number]> {
  return {
    "results.job": { shape: Named, work: ({ id }) => engine.job(id) },
  };
}
