/** Answers what the panel asks about context caches at the provider. */
import { z } from "zod";
import type { cacheCallsOfServer } from "../../../../protocol/calls/cacheCalls.js";
import { ProblemError } from "../../../../protocol/problems.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

export function cacheCalls(engine: Engine): Answerers<(typeof cacheCallsOfServer)[number]> {
  return {
    "caches.list": {
      shape: z.null(),
      work: async (_, signal) => {
        const { caches } = await engine.models.make("gemini", "scene", "");
        const listed = await caches?.list(signal);
        if (listed?.ok === false) throw new ProblemError(listed.problem);
        return listed?.value ?? [];
      },
    },
  };
}
