import { describe, expect, it } from "vitest";
import { LaneRig, said, until } from "../../fixtures/batch/laneRig.js";

const abc = ["a", "b", "c"];

describe("a create whose answer was lost", () => {
  it("is adopted when the list has it, however late it comes there", async () => {
    const rig = new LaneRig();
    Object.assign(rig.server, { creates: ["cut"], listLag: 3 });
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.attempts, rig.server.singles]).toEqual([1, []]);
  });

  it("is sent once more when the list has settled without it", async () => {
    const rig = new LaneRig({ findInterval: 20, findListings: 3 });
    rig.server.creates = ["lost"];
    const started = Date.now();
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.attempts, rig.server.batches.length]).toEqual([2, 1]);
    expect(Date.now() - started).toBeGreaterThanOrEqual(3 * 20);
  });

  it("is sent twice at most, and then asked for one by one", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["lost", "lost"];
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.attempts, rig.server.singles.length]).toEqual([2, 3]);
    expect(rig.lane.ledger.batches()[0]).toMatchObject({ phase: "dropped", error: { code: "batch-unsure" } });
  });

  it("falls back to nothing while the list cannot be read", async () => {
    const rig = new LaneRig();
    Object.assign(rig.server, { creates: ["cut"], down: 6 });
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.attempts, rig.server.singles]).toEqual([1, []]);
  });

  it("is not taken for lost by processes that each look only once", async () => {
    const rig = new LaneRig({ findListings: 2, findInterval: 10_000 });
    rig.server.creates = ["cut"];
    rig.server.listLag = 20;
    for (let start = 0; start < 6; start += 1) {
      const listings = rig.server.batches[0]?.listings ?? 0;
      const asked = rig.ask(["a"]);
      await until(() => (rig.server.batches[0]?.listings ?? 0) > listings);
      await rig.lane.close();
      await asked;
      rig.lane = rig.another();
    }
    expect(rig.lane.ledger.batches()[0]).toMatchObject({ phase: "sending", finds: 0 });
    expect(rig.server.attempts).toBe(1);
  });

  it("cancels the twins of a batch and shows them as its overlap", async () => {
    const rig = new LaneRig({ findListings: 2 });
    // The list is slower than we allow it to be: the first create shows only after the second has gone out.
    Object.assign(rig.server, { creates: ["cut", "cut"], listLag: 4, looks: 20 });
    expect(said(await rig.ask(abc))).toEqual(abc);
    const [batch] = rig.lane.ledger.batches();
    expect(rig.server.batches).toHaveLength(2);
    const names = rig.server.batches.map(({ name }) => name);
    const twins = names.filter((name) => name !== batch?.name);
    expect(batch?.overlap).toEqual({ batches: twins, requests: 3, usd: null });
    expect(rig.server.cancelled).toEqual(twins);
  });
});
