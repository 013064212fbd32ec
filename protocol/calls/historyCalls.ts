/** What the panel asks about jobs and batches of now and before. */
import type { BatchSummary } from "../batch.js";
import type { Call } from "./call.js";

export interface HistoryCalls {
  "batches.list": Call<null, BatchSummary[]>;
}

export const historyCallsOfServer = ["batches.list"] as const satisfies (keyof HistoryCalls)[];
