/** Answers what the panel asks about this machine. */
import { z } from "zod";
import type { machineCallsOfServer } from "../../../../protocol/calls/machineCalls.js";
import type { Engine } from "../../engine.js";
import type { Answerers } from "./answerers.js";

export function machineCalls(engine: Engine): Answerers<(typeof machineCallsOfServer)[number]> {
  return {
    "machine.problems": {
      shape: z.null(),
      work: async (_, signal) => {
        const problems = (await engine.doctor(signal)).flatMap(({ problem }) => problem ?? []);
        return problems.sort((one, other) => Number(other.severity === "error") - Number(one.severity === "error"));
      },
    },
  };
}
