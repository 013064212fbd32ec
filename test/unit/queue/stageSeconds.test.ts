import { expect, it } from "vitest";
import type { Stage } from "../../../protocol/job.js";
import type { JobEvent } from "../../../server/src/jobs/journal.js";
import { secondsPerStage } from "../../../server/src/queue/stageSeconds.js";

const entry = (second: number, event: JobEvent) => ({ at: new Date(second * 1000).toISOString(), event });
const stage = (second: number, name: Stage) => entry(second, { type: "stage", stage: name, fraction: 0, message: "" });

it("counts each stage until the next begins, and only those of the last attempt", () => {
  const first = [entry(0, { type: "started" }), stage(0, "planning"), stage(50, "code_generation")];
  const second = [
    ...[entry(100, { type: "started" }), stage(100, "initializing"), stage(101, "planning")],
    ...[stage(104, "code_generation"), stage(106, "code_generation"), stage(110, "rendering")],
  ];
  expect(secondsPerStage([...first, ...second], 130_000)).toEqual({
    ...{ initializing: 1, planning: 3, code_generation: 6, rendering: 20 },
  });
});
