import { describe, expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import type { BatchProvider } from "../../../server/src/batch/provider.js";
import { LaneRig, said, until } from "../../fixtures/batch/laneRig.js";
import { requestFor } from "../../fixtures/batch/requests.js";

const abc = ["a", "b", "c"];

describe("the lane", () => {
  it("asks many requests in one batch and gives each its own answer", async () => {
    const { server, log, ...rig } = new LaneRig();
    const names = Array.from({ length: 20 }, (_, at) => `n${at}`);
    const model = rig.lane.model(rig.inner, "pool", "job");
    const outcomes = await Promise.all(
      names.map((name) => model.generate(requestFor(name), AbortSignal.timeout(8000))),
    );
    expect(said(outcomes)).toEqual(names);
    expect(server.batches.map(({ entries }) => entries.length)).toEqual([20]);
    expect(log.slice(0, 4)).toEqual([
      "Processing batch of 20 Manim requests",
      "Created batch job: batches/1",
      "Job status: JOB_STATE_RUNNING",
      "Job status: JOB_STATE_SUCCEEDED",
    ]);
    expect(log.slice(4)).toEqual(names.map((name) => `✓ Generated code for scene ${name}`));
  });

  it("has every batch at the provider under this installation's name and its reservation's", async () => {
    const rig = new LaneRig();
    await rig.ask(abc);
    const [batch] = rig.lane.ledger.batches();
    expect(batch).toMatchObject({ phase: "settled", name: "batches/1", succeeded: 3, failed: 0, usd: 0.003 });
    expect(rig.server.batches[0]?.displayName).toBe(`${rig.lane.ledger.installation}-${batch?.id ?? ""}`);
    expect(rig.another().ledger.installation).toBe(rig.lane.ledger.installation);
  });

  it("waits with a wave for everybody who may still ask", async () => {
    const rig = new LaneRig();
    const attendances = abc.map(() => rig.lane.open("pool"));
    const first = rig.ask(["a", "b"]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(rig.server.attempts).toBe(0);
    attendances[2]?.close();
    expect(said(await first)).toEqual(["a", "b"]);
    expect(rig.server.attempts).toBe(1);
  });

  it("lets a request leave that has waited long enough", async () => {
    const rig = new LaneRig({ longestWait: 50 });
    rig.lane.open("pool");
    rig.lane.open("pool");
    expect(said(await rig.ask(["a"]))).toEqual(["a"]);
  });

  it("makes several batches of more than fit into one", async () => {
    const rig = new LaneRig({ maxSize: 2 });
    expect(said(await rig.ask(["a", "b", "c", "d", "e"]))).toEqual(["a", "b", "c", "d", "e"]);
    expect(rig.server.batches.map(({ entries }) => entries.length)).toEqual([2, 2, 1]);
  });

  it("asks the same request once, however many want it, and never again once it is answered", async () => {
    const rig = new LaneRig();
    expect(said(await rig.ask(["a", "a", "b"]))).toEqual(["a", "a", "b"]);
    const again = rig.another();
    expect(said(await rig.ask(["b", "a"], AbortSignal.timeout(8000), again))).toEqual(["b", "a"]);
    expect(rig.server.batches.map(({ entries }) => entries.length)).toEqual([2]);
    expect(rig.server.singles).toEqual([]);
    await again.close();
  });

  it("asks anew under another salt", async () => {
    const rig = new LaneRig();
    await rig.ask(["a"]);
    const model = rig.lane.model(rig.inner, "pool", "another job");
    expect(said([await model.generate(requestFor("a"), AbortSignal.timeout(8000))])).toEqual(["a"]);
    expect(rig.server.batches).toHaveLength(2);
  });

  it("gives a model without batches back as it is", () => {
    const rig = new LaneRig();
    const plain = { ...rig.inner, batches: undefined };
    expect(rig.lane.model(plain, "pool", "job")).toBe(plain);
  });

  it("asks singly, once, for what the batch left out, and uses the rest at once", async () => {
    const rig = new LaneRig();
    rig.server.mangle = (answers) => answers.slice(1);
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect(rig.server.singles).toEqual([requestFor("a").prompt]);
    const [batch] = rig.lane.ledger.batches();
    expect(batch).toMatchObject({ succeeded: 2, failed: 1 });
    const model = rig.lane.model(rig.inner, "pool", "job");
    expect(said([await model.generate(requestFor("a"), AbortSignal.timeout(8000))])).toEqual(["a"]);
    expect(rig.server.singles).toHaveLength(1);
  });

  it.each(["JOB_STATE_FAILED", "JOB_STATE_EXPIRED"] as const)("uses the half that a batch in %s has", async (end) => {
    const rig = new LaneRig();
    rig.server.end = end;
    rig.server.error = "the provider's reason";
    rig.server.mangle = (answers) => answers.slice(0, 2);
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect(rig.server.singles).toEqual([requestFor("c").prompt]);
    expect(rig.lane.ledger.batches()[0]?.error?.message).toBe("the provider's reason");
  });

  it("gives refused and truncated answers to the caller instead of asking for the same again", async () => {
    const rig = new LaneRig();
    rig.server.mangle = ([a, b, c]) => [{ ...a!, kind: "refused" }, { ...b!, kind: "truncated" }, c!];
    expect(said(await rig.ask(abc))).toEqual(["refused", "truncated", "c"]);
    expect(rig.server.singles).toEqual([]);
    rig.server.mangle = (answers) => answers;
    expect(said(await rig.ask(abc)), "asked for by a job that is resumed").toEqual(abc);
    expect(rig.server.batches.map(({ entries }) => entries.length)).toEqual([3, 2]);
  });

  it("gives the failure of the single call when that fails too", async () => {
    const rig = new LaneRig();
    rig.server.mangle = () => [];
    rig.server.single = () => ({ key: null, kind: "failed", text: "quota" });
    expect(said(await rig.ask(["a"]))).toEqual(["provider-refused"]);
    expect(rig.server.singles).toHaveLength(1);
  });

  it("ends every question when the provider has lost the batch", async () => {
    const rig = new LaneRig();
    rig.server.looks = Infinity;
    const asked = rig.ask(abc);
    await until(() => rig.server.batches.length === 1);
    rig.server.handle("delete", { name: "batches/1" });
    expect(said(await asked)).toEqual(abc);
    expect(rig.server.singles).toHaveLength(3);
    expect(rig.lane.ledger.batches()[0], "it may be billed all the same").toMatchObject({
      phase: "settled",
      usd: null,
    });
  });

  it("asks singly for answers that the provider has lost, once it has said so often enough", async () => {
    const rig = new LaneRig();
    let asked = 0;
    const answers: BatchProvider["answers"] = () => {
      asked += 1;
      return Promise.resolve({ ok: false, problem: problem("batch-missing", "gone"), retryable: false });
    };
    Object.assign(rig.inner.batches ?? {}, { answers });
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([asked, rig.server.singles.length]).toEqual([5, 3]);
    expect(rig.lane.ledger.batches()).toMatchObject([{ phase: "settled", failed: 3, usd: null }]);
  });

  it("uses answers that the provider did not see at once", async () => {
    const rig = new LaneRig();
    const { batches } = rig.inner;
    const fetched = batches?.answers.bind(batches);
    let asked = 0;
    const answers: BatchProvider["answers"] = async (...which) => {
      asked += 1;
      if (asked > 1 && fetched !== undefined) return fetched(...which);
      return { ok: false, problem: problem("batch-missing", "not there yet"), retryable: false };
    };
    Object.assign(batches ?? {}, { answers });
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([asked, rig.server.singles]).toEqual([2, []]);
  });

  it("tells the state of the batch to its listeners and to those who wait", async () => {
    const rig = new LaneRig();
    const states: string[] = [];
    const told: string[] = [];
    rig.lane.onChange(({ phase, state }) => states.push(`${phase} ${state}`));
    const model = rig.lane.model(rig.inner, "pool", "job");
    await model.generate({ ...requestFor("a"), report: (line) => told.push(line) }, AbortSignal.timeout(8000));
    expect([...new Set(states)]).toEqual([
      "created JOB_STATE_PENDING",
      "created JOB_STATE_RUNNING",
      "created JOB_STATE_SUCCEEDED",
      "settled JOB_STATE_SUCCEEDED",
    ]);
    expect(told).toContain("Batch of 1 requests: JOB_STATE_RUNNING");
  });

  it("keeps a batch when its process ends, and a later one takes its answers without sending anything", async () => {
    const rig = new LaneRig();
    rig.server.looks = Infinity;
    const first = rig.ask(abc);
    await until(() => rig.lane.ledger.batches()[0]?.phase === "created");
    await rig.lane.close();
    expect(said(await first)).toEqual(["cancelled", "cancelled", "cancelled"]);
    rig.server.looks = 1;
    rig.lane = rig.another();
    expect(rig.lane.resume()).toBe(1);
    await until(() => rig.lane.ledger.batches()[0]?.phase === "settled");
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect([rig.server.attempts, rig.server.cancelled]).toEqual([1, []]);
  });

  it("waits for the batch of another living process instead of sending its own", async () => {
    const rig = new LaneRig();
    rig.server.looks = 8;
    const other = rig.another();
    const first = rig.ask(abc, AbortSignal.timeout(8000), other);
    await until(() => rig.server.batches.length === 1);
    expect(said(await rig.ask(abc))).toEqual(abc);
    expect(said(await first)).toEqual(abc);
    expect(rig.server.attempts).toBe(1);
    await other.close();
  });

  it("says what is wrong when the disk does not take the ledger", async () => {
    const rig = new LaneRig();
    rig.lane.ledger.database.exec("pragma query_only = 1");
    const [outcome] = await rig.ask(["a"]);
    expect(outcome).toMatchObject({ kind: "failed", problem: { code: "disk-read-only" } });
    expect(rig.server.attempts).toBe(0);
  });
});
