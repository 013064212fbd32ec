/** What the panel asks about what a job has made. */
import type { Job } from "../job.js";
import type { Call } from "./call.js";

export interface ResultCalls {
  /** The whole job as JSON has it, one click away from what is shown of it. */
  "results.job": Call<{ id: string }, Job>;
}

export const resultCallsOfServer = ["results.job"] as const satisfies (keyof ResultCalls)[];
