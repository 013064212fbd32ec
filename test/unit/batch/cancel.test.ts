import { describe, expect, it } from "vitest";
import { LaneRig, said, until } from "../../fixtures/batch/laneRig.js";
import { requestFor } from "../../fixtures/batch/requests.js";

const abc = ["a", "b", "c"];
/** A computer that is busy with other tests is not taken for a provider that does not cancel. */
const patiently = { cancelWait: 10_000 };
const created = (rig: LaneRig) => until(() => rig.lane.ledger.batches()[0]?.phase === "created");

describe("cancelling", () => {
  it("cancels the batch at the provider once nobody waits for any of it, and counts what it had answered", async () => {
    const rig = new LaneRig();
    rig.server.looks = Infinity;
    const stop = new AbortController();
    const asked = rig.ask(abc, stop.signal);
    await created(rig);
    stop.abort();
    expect(said(await asked)).toEqual(["cancelled", "cancelled", "cancelled"]);
    await until(() => rig.lane.ledger.batches()[0]?.phase === "settled");
    expect(rig.server.cancelled).toEqual(["batches/1"]);
    expect(rig.lane.ledger.batches()[0]).toMatchObject({ state: "JOB_STATE_CANCELLED", usd: 0.003 });
    expect(said(await rig.ask(abc)), "what was paid for is used").toEqual(abc);
    expect(rig.server.attempts).toBe(1);
  });

  it("lets the others have their answers when one gives up", async () => {
    const rig = new LaneRig();
    rig.server.looks = 10;
    const stop = new AbortController();
    const model = rig.lane.model(rig.inner, "pool", "job");
    const [first, ...others] = abc.map((name, at) =>
      model.generate(requestFor(name), at === 0 ? stop.signal : AbortSignal.timeout(8000)),
    );
    await created(rig);
    stop.abort();
    expect(said([await first!])).toEqual(["cancelled"]);
    expect(rig.lane.entries.get(rig.server.batches[0]!.entries[0]!.key)?.state).toBe("cancelled");
    expect(said(await Promise.all(others))).toEqual(["b", "c"]);
    expect(rig.server.cancelled).toEqual([]);
  });

  it("sends nothing that was cancelled before", async () => {
    const rig = new LaneRig({ gather: 60 });
    const stop = new AbortController();
    const asked = rig.ask(abc, stop.signal);
    stop.abort();
    await asked;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(rig.server.attempts).toBe(0);
  });

  it("leaves the batch alone when the process ends instead of the job", async () => {
    const ending = new Error("the backend is closing");
    const rig = new LaneRig({}, { keeps: (reason) => reason === ending });
    rig.server.looks = Infinity;
    const stop = new AbortController();
    const asked = rig.ask(abc, stop.signal);
    await created(rig);
    stop.abort(ending);
    expect(said(await asked)).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect(rig.lane.ledger.batches()[0]).toMatchObject({ cancelAsked: false, phase: "created" });
    rig.server.looks = 1;
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.cancelled, rig.server.attempts]).toEqual([[], 1]);
  });

  it("of a batch by the user gives the callers what it has and asks for nothing singly", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    rig.server.mangle = (answers) => answers.slice(0, 1);
    const asked = rig.ask(abc);
    await created(rig);
    rig.lane.cancel(rig.lane.ledger.batches()[0]!.id);
    expect(said(await asked)).toEqual(["a", "cancelled", "cancelled"]);
    expect(rig.server.singles).toEqual([]);
  });

  it("of a pool ends what is open in it, sent or not", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    const sent = rig.ask(["a"]);
    await created(rig);
    rig.lane.open("pool");
    rig.lane.open("pool");
    rig.lane.open("pool");
    const waiting = rig.ask(["b"]);
    rig.server.mangle = () => [];
    rig.lane.cancelPool("pool");
    expect(said([...(await sent), ...(await waiting)])).toEqual(["cancelled", "cancelled"]);
    expect(rig.server.attempts).toBe(1);
  });

  it("of a batch that the provider does not cancel is waited for within a bound, and looked at no faster then", async () => {
    const rig = new LaneRig();
    Object.assign(rig.server, { looks: Infinity, ignoresCancel: true });
    const started = Date.now();
    const asked = rig.ask(abc);
    await created(rig);
    rig.lane.cancel(rig.lane.ledger.batches()[0]!.id);
    expect(said(await asked)).toEqual(["cancelled", "cancelled", "cancelled"]);
    expect(Date.now() - started).toBeLessThan(5000);
    const before = rig.server.batches[0]!.gets;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(rig.server.batches[0]!.gets - before).toBeLessThanOrEqual(15);
    rig.server.looks = 1;
    await until(() => rig.lane.ledger.batches()[0]?.phase === "settled");
    expect(rig.lane.ledger.batches()[0]?.usd).toBe(0.003);
  });

  it("reaches a batch that another process follows", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    rig.server.mangle = () => [];
    const asked = rig.ask(abc);
    await created(rig);
    const other = rig.another();
    other.cancel(rig.lane.ledger.batches()[0]!.id);
    expect(said(await asked)).toEqual(["cancelled", "cancelled", "cancelled"]);
    await other.close();
  });
});

describe("at the deadline", () => {
  const patience = (failOver = true) => ({ deadline: Date.now() + 300, failOver });
  const askBy = (rig: LaneRig, failOver = true) => {
    const model = rig.lane.model(rig.inner, "pool", "job", patience(failOver));
    return Promise.all(abc.map((name) => model.generate(requestFor(name), AbortSignal.timeout(8000))));
  };

  it("cancels first, uses what there is, and asks singly for the rest", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    rig.server.mangle = (answers) => answers.slice(0, 2);
    expect(said(await askBy(rig))).toEqual(abc);
    expect(rig.server.cancelled).toEqual(["batches/1"]);
    expect(rig.server.singles).toEqual([requestFor("c").prompt]);
  });

  it("without fail-over says that it has passed", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    rig.server.mangle = (answers) => answers.slice(0, 2);
    expect(said(await askBy(rig, false))).toEqual(["a", "b", "deadline-passed"]);
    expect(rig.server.singles).toEqual([]);
  });

  it("goes on after a bounded wait when the provider does not cancel, and counts what comes later as overlap", async () => {
    const rig = new LaneRig();
    Object.assign(rig.server, { looks: Infinity, ignoresCancel: true });
    expect(said(await askBy(rig))).toEqual(abc);
    expect(rig.server.singles).toHaveLength(3);
    expect(rig.lane.ledger.batches()[0]).toMatchObject({ abandoned: true, overlap: { requests: 3, usd: null } });
    rig.server.looks = 1;
    await until(() => rig.lane.ledger.batches()[0]?.phase === "settled");
    expect(rig.lane.ledger.batches()[0]?.overlap).toEqual({ batches: [], requests: 3, usd: 0.003 });
  });

  it("holds for a batch that was sent without one, when a resumed job brings one", async () => {
    const rig = new LaneRig(patiently);
    rig.server.looks = Infinity;
    rig.server.mangle = () => [];
    const first = rig.ask(abc);
    await created(rig);
    expect(said(await askBy(rig))).toEqual(abc);
    expect(said(await first)).toEqual(abc);
    expect([rig.server.attempts, rig.server.singles.length]).toEqual([1, 3]);
  });

  it("asks singly for what could not be sent by then", async () => {
    const rig = new LaneRig(patiently);
    rig.server.creates = Array<"unsent">(100).fill("unsent");
    expect(said(await askBy(rig))).toEqual(abc);
    expect(rig.server.batches).toEqual([]);
    expect(rig.server.singles).toHaveLength(3);
  });
});
