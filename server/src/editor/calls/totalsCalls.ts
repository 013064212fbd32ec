/** Answers what the panel asks about what all videos have taken. */
import { z } from "zod";
import type { totalsCallsOfServer } from "../../../../protocol/calls/totalsCalls.js";
import type { Engine } from "../../engine.js";
import { totals } from "../../totals/totals.js";
import type { Answerers } from "./answerers.js";

export function totalsCalls(engine: Engine): Answerers<(typeof totalsCallsOfServer)[number]> {
  return {
    "totals.show": { shape: z.null(), work: () => totals(engine.lane.ledger.database, new Date()) },
  };
}
