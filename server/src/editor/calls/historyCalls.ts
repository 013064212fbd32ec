/** Answers what the panel asks about jobs and batches of now and before. */
import { z } from "zod";
import type { historyCallsOfServer } from "../../../../protocol/calls/historyCalls.js";
import { listBatches } from "../../batch/summaries.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

export function historyCalls(engine: Engine): Answerers<(typeof historyCallsOfServer)[number]> {
  return {
    "batches.list": {
      shape: z.null(),
      work: () => listBatches(engine.lane.ledger),
    },
  };
}
