/** What the panel's form for a new video asks. */
import type { TopicEntry } from "../job.js";
import type { Problem } from "../problems.js";
import type { Call } from "./call.js";

export interface NewJobCalls {
  /** The topics of a list as it was pasted or dropped; `name` tells its form by its ending. */
  "newJob.readList": Call<{ name: string; text: string }, { topics: TopicEntry[]; problems: Problem[] }>;
}

export const newJobCallsOfServer = ["newJob.readList"] as const satisfies (keyof NewJobCalls)[];
