/** Answers what the panel's form for a new video asks. */
import { z } from "zod";
import type { newJobCallsOfServer } from "../../../../protocol/calls/newJobCalls.js";
import { readTopics } from "../../lists/readTopics.js";
import type { Answerers } from "./answerers.js";

const longestList = 64 * 1024 * 1024;

export function newJobCalls(): Answerers<(typeof newJobCallsOfServer)[number]> {
  return {
    "newJob.readList": {
      shape: z.object({ name: z.string().min(1).max(255), text: z.string().max(longestList) }),
      work: ({ name, text }) => readTopics(name, Buffer.from(text)),
    },
  };
}
