import { describe, expect, it } from "vitest";
import { deleteBatch, rerun, resultLines } from "../../../server/src/batch/history.js";
import { listBatches, showBatch } from "../../../server/src/batch/summaries.js";
import { LaneRig, until } from "../../fixtures/batch/laneRig.js";

const signal = AbortSignal.timeout(10_000);
const rest = (id: string) => ({ id, request: { kind: "rest", body: { prompt: `Nonce: ${id}` } } as const });

/** A list of the user's, answered but for the second. */
async function listed() {
  const rig = new LaneRig({ maxSize: 10 });
  rig.server.mangle = (answers) => answers.filter((_, at) => at !== 1);
  const submission = { provider: "fake", model: "fake-1", batches: rig.batches, requests: ["x", "y", "z"].map(rest) };
  const { pool, batches } = rig.lane.submit(submission);
  expect(await rig.lane.settled(pool, signal)).toBeNull();
  return { rig, id: batches[0]!.id, ledger: rig.lane.ledger };
}

describe("a list of the user's own", () => {
  it("is sent in batches and its results are exported in order, with what is missing", async () => {
    const { rig, id, ledger } = await listed();
    const lines = resultLines(ledger, id) ?? [];
    expect(lines.map((line) => [line.id, line.kind, line.problem?.code ?? null])).toEqual([
      ["x", "answer", null],
      ["y", "missing", "answer-missing"],
      ["z", "answer", null],
    ]);
    expect(lines[0]).toMatchObject({ index: 0, model: "fake-1", usd: 0.001 });
    expect(lines[2]?.text).toContain("answer to z");
    expect(rig.server.singles, "a body in the provider's form has no single call").toEqual([]);
  });

  it("is shown with its figures, by our id and by the provider's name", async () => {
    const { id, ledger } = await listed();
    const shown = showBatch(ledger, "batches/1");
    expect(shown?.batch).toEqual(listBatches(ledger)[0]);
    expect(shown?.batch).toMatchObject({ id, phase: "settled", requests: 3, succeeded: 2, failed: 1, usd: 0.002 });
    expect(shown?.batch.tokens).toEqual({ prompt: 20, completion: 10, cached: 0, total: 30 });
    expect(shown?.entries.map(({ label, state }) => [label, state])).toEqual([
      ["x", "answered"],
      ["y", "failed"],
      ["z", "answered"],
    ]);
    expect([showBatch(ledger, "batches/9"), resultLines(ledger, "nothing")]).toEqual([null, null]);
  });

  it("runs again, whole or only what is missing, under keys of its own", async () => {
    const { rig, id, ledger } = await listed();
    rig.server.mangle = (answers) => answers;
    const batch = ledger.batch(id)!;
    const { pool, batches } = rig.lane.submit(rerun(ledger, batch, rig.batches, "unanswered"));
    await rig.lane.settled(pool, signal);
    expect(resultLines(ledger, batches[0]!.id)?.map((line) => [line.id, line.kind])).toEqual([["y", "answer"]]);
    expect(rerun(ledger, batch, rig.batches, "all").requests.map((request) => request.id)).toEqual(["x", "y", "z"]);
    expect([...rig.server.copies().values()]).toEqual([1, 1, 1, 1]);
  });

  it("is deleted here and at the provider once it has ended", async () => {
    const { rig, id, ledger } = await listed();
    expect(await deleteBatch(ledger, id, rig.batches, signal)).toBeNull();
    expect([listBatches(ledger), rig.server.batches]).toEqual([[], []]);
    expect((await deleteBatch(ledger, id, rig.batches, signal))?.code).toBe("batch-missing");
    rig.server.looks = Infinity;
    const { batches } = rig.lane.submit({ provider: "fake", model: "m", batches: rig.batches, requests: [rest("q")] });
    await until(() => rig.server.batches.length === 1);
    expect((await deleteBatch(ledger, batches[0]!.id, rig.batches, signal))?.code).toBe("job-running");
  });

  it("keeps the answers that jobs may still ask for when their batch is deleted", async () => {
    const rig = new LaneRig();
    await rig.ask(["a"]);
    await deleteBatch(rig.lane.ledger, "batches/1", rig.batches, signal);
    await rig.ask(["a"]);
    expect(rig.server.attempts).toBe(1);
  });
});
