import { describe, expect, it } from "vitest";
import { LaneRig, said } from "../../fixtures/batch/laneRig.js";

const names = ["a", "b", "c", "d", "e", "f", "g"];

describe("sending a batch", () => {
  it("is inline for a few requests and by file above the threshold", async () => {
    const rig = new LaneRig({ fileThreshold: 3 });
    await rig.ask(names.slice(0, 3));
    expect(rig.server.uploads).toBe(0);
    await rig.ask(names.slice(3));
    expect(rig.server.uploads).toBe(1);
    expect(rig.lane.ledger.batches().map(({ form }) => form)).toEqual(["file", "inline"]);
  });

  it("halves what is too large until it fits", async () => {
    const rig = new LaneRig();
    rig.server.largest = 2;
    expect(said(await rig.ask(names))).toEqual(names);
    expect(rig.server.batches.every(({ entries }) => entries.length <= 2)).toBe(true);
    expect([...rig.server.copies().values()]).toEqual(names.map(() => 1));
  });

  it("fails a request that is too large by itself, with its own problem", async () => {
    const rig = new LaneRig();
    rig.server.largest = 0;
    expect(said(await rig.ask(["a"]))).toEqual(["request-too-large"]);
  });

  it("fails the one request that the provider blames, and sends the rest", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["blame-first"];
    expect(said(await rig.ask(["a", "b", "c"]))).toEqual(["provider-refused", "b", "c"]);
    expect([rig.server.attempts, rig.server.singles]).toEqual([2, []]);
  });

  it("tries again what was never sent, with the same uploaded file", async () => {
    const rig = new LaneRig({ fileThreshold: 0 });
    rig.server.creates = ["unsent", "unsent"];
    expect(said(await rig.ask(["a", "b"]))).toEqual(["a", "b"]);
    expect([rig.server.attempts, rig.server.uploads, rig.server.batches.length]).toEqual([3, 1, 1]);
  });

  it("waits at a rate limit, then comes with smaller batches", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["limited", "limited"];
    const started = Date.now();
    expect(said(await rig.ask(names))).toEqual(names);
    expect(Date.now() - started).toBeGreaterThanOrEqual(40);
    expect(rig.server.batches.map(({ entries }) => entries.length).sort()).toEqual([3, 4]);
  });

  it("gives up what it can never send, and a resumed job reserves it anew", async () => {
    const rig = new LaneRig({ patience: 30 });
    rig.server.creates = Array<"unsent">(100).fill("unsent");
    expect(said(await rig.ask(["a", "b"]))).toEqual(["provider-unavailable", "provider-unavailable"]);
    rig.server.creates = [];
    expect(said(await rig.ask(["a", "b"]))).toEqual(["a", "b"]);
    expect(rig.lane.ledger.batches().map(({ phase }) => phase)).toEqual(["settled", "dropped"]);
  });

  it("tells every caller what the provider refused, and asks anew when the job is resumed", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["refused"];
    expect(said(await rig.ask(["a", "b"]))).toEqual(["key-rejected", "key-rejected"]);
    expect(said(await rig.ask(["a", "b"]))).toEqual(["a", "b"]);
  });

  it("sends nothing that is not what was written down", async () => {
    const rig = new LaneRig();
    rig.server.creates = ["unsent"];
    const { database } = rig.lane.ledger;
    rig.lane.onChange(() => database.exec("update batches set hash = 'other' where phase = 'reserved'"));
    expect(said(await rig.ask(["a"]))).toEqual(["state-broken"]);
    expect(rig.server.batches).toEqual([]);
  });
});
