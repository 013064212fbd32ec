import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../protocol/problems.js";
import { cancelled, look, requireBatches, untilSent } from "../../../../server/src/cli/batch/watch.js";
import { LaneRig } from "../../../fixtures/batch/laneRig.js";
import { requestFor } from "../../../fixtures/batch/requests.js";

const signal = AbortSignal.timeout(8000);
/** The process that sends looks only once. */
const slowPolls = { firstPoll: 60_000, pollInterval: 60_000 };

function submit(rig: LaneRig, ...names: string[]): string {
  const requests = names.map((id) => ({ id, request: { kind: "generate" as const, request: requestFor(id) } }));
  return rig.lane.submit({ provider: "fake", model: "fake-1", batches: rig.batches, requests }).pool;
}

/** Ends the process that has sent a list; the next command is another one. */
async function nextProcess(rig: LaneRig): Promise<void> {
  await rig.lane.close();
  rig.lane = rig.another();
}

describe("batches that an id names", () => {
  it("are found by pool, by our id and by the provider's name", async () => {
    const rig = new LaneRig({ maxSize: 2 });
    const pool = submit(rig, "a", "b", "c");
    const both = requireBatches(rig.lane, pool);
    expect(both.map(({ requests }) => requests)).toEqual([2, 1]);
    expect(await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal)).toEqual([]);
    const [first] = requireBatches(rig.lane, pool);
    for (const id of [first?.id, first?.name, first?.displayName])
      expect(requireBatches(rig.lane, id ?? "").map((row) => row.id)).toEqual([first?.id]);
    expect(() => requireBatches(rig.lane, "nothing")).toThrow(ProblemError);
  });
});

describe("a look", () => {
  it("takes the answers in when the provider has ended, and not before", async () => {
    const rig = new LaneRig(slowPolls);
    rig.server.looks = 3;
    const pool = submit(rig, "a", "b");
    await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal);
    await nextProcess(rig);
    const states: string[] = [];
    for (let looks = 0; looks < 4 && states.at(-1) !== "settled"; looks += 1) {
      expect(await look(rig.lane, requireBatches(rig.lane, pool), signal)).toEqual([]);
      states.push(requireBatches(rig.lane, pool)[0]?.phase ?? "");
    }
    expect(states.at(0)).toBe("created");
    expect(states.at(-1)).toBe("settled");
    expect([rig.server.attempts, rig.server.singles]).toEqual([1, []]);
  });

  it("sends what a process that ended had not sent", async () => {
    const rig = new LaneRig({ firstRetry: 5000, longestRetry: 5000 });
    rig.server.creates = ["unsent"];
    const pool = submit(rig, "a");
    await expect.poll(() => requireBatches(rig.lane, pool)[0]?.error?.code).toBeDefined();
    expect(requireBatches(rig.lane, pool)[0]?.phase).toBe("reserved");
    await nextProcess(rig);
    expect(await look(rig.lane, requireBatches(rig.lane, pool), signal)).toEqual([]);
    expect(requireBatches(rig.lane, pool)[0]?.phase).not.toBe("reserved");
    expect(rig.server.batches).toHaveLength(1);
  });

  it("says why it cannot see", async () => {
    const rig = new LaneRig(slowPolls);
    rig.server.looks = 3;
    const pool = submit(rig, "a");
    await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal);
    await nextProcess(rig);
    rig.server.down = 1;
    const problems = await look(rig.lane, requireBatches(rig.lane, pool), signal);
    expect(problems.map(({ code }) => code)).toEqual(["provider-unavailable"]);
    expect(requireBatches(rig.lane, pool)[0]?.phase).toBe("created");
  });
});

describe("sending", () => {
  it("that the provider refuses is told with its problem", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["refused"];
    const pool = submit(rig, "a");
    const problems = await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal);
    expect(problems.map(({ code }) => code)).toEqual(["key-rejected"]);
  });
});

describe("a cancel", () => {
  it("waits for the final state", async () => {
    const rig = new LaneRig();
    rig.server.looks = 1000;
    const pool = submit(rig, "a");
    await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal);
    expect(await cancelled(rig.lane, requireBatches(rig.lane, pool), signal)).toEqual([]);
    expect(requireBatches(rig.lane, pool)).toMatchObject([{ phase: "settled", state: "JOB_STATE_CANCELLED" }]);
  });

  it("that the provider ignores is told, with what it may cost", async () => {
    const rig = new LaneRig({ cancelWait: 50 });
    Object.assign(rig.server, { looks: 1000, ignoresCancel: true });
    const pool = submit(rig, "a");
    await untilSent(rig.lane, () => requireBatches(rig.lane, pool), signal);
    const problems = await cancelled(rig.lane, requireBatches(rig.lane, pool), signal);
    expect(problems).toMatchObject([{ code: "provider-timeout", severity: "error" }]);
    expect(problems[0]?.message).toContain("may still be billed");
  });
});
