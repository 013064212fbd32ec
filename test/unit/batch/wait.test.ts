import { describe, expect, it } from "vitest";
import { batchRow } from "../../../server/src/batch/rows.js";
import { expectedWait, ownHistory } from "../../../server/src/batch/wait.js";
import { LaneRig } from "../../fixtures/batch/laneRig.js";

const took = (minutes: number, changes: Record<string, unknown> = {}) =>
  batchRow({
    ...{
      provider: "gemini",
      model: "m",
      phase: "settled",
      state: "JOB_STATE_SUCCEEDED",
      cancel_asked: 0,
      abandoned: 0,
    },
    sent_at: new Date(0).toISOString(),
    ended_at: new Date(minutes * 60_000).toISOString(),
    ...changes,
  });

describe("the expected wait", () => {
  it("is the provider's target while we have had too few batches", () => {
    const { ledger } = new LaneRig().lane;
    expect(expectedWait(ledger, "gemini", "m")).toBe("target 24 h, expires at 48 h");
    expect(ownHistory([took(1), took(2)], "gemini", "m")).toBeNull();
  });

  it("is the median and the ninth of ten of those that were answered in full", () => {
    const batches = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((minutes) => took(minutes));
    const others = [
      took(999, { model: "other" }),
      took(999, { state: "JOB_STATE_EXPIRED" }),
      took(999, { cancel_asked: 1 }),
      took(-5),
    ];
    expect(ownHistory([...others, ...batches], "gemini", "m")).toEqual({
      median: 5 * 60_000,
      ninth: 9 * 60_000,
      batches: 10,
    });
  });

  it("is said in one sentence from the ledger", async () => {
    const rig = new LaneRig();
    for (const name of ["a", "b", "c"]) await rig.ask([name]);
    expect(expectedWait(rig.lane.ledger, "fake", "fake-1")).toMatch(
      /^usually \d+ s, nine of ten within \d+ s \(3 batches so far\)$/,
    );
  });
});
