/** Lists of topics in batch mode: two batches make the videos, and nothing that goes wrong loses or mixes up a scene. */
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../protocol/job.js";
import { BatchRig } from "./batchRig.js";

let rig: BatchRig;
beforeEach(async () => {
  rig = await BatchRig.open();
});
afterEach(() => rig.close());

/** Each video is there, and its scene is the answer to its own request and to no other. */
function expectOwnScenes(jobs: Job[] | undefined, count: number): void {
  expect(jobs?.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => "completed"));
  for (const job of jobs ?? []) {
    expect(existsSync(job.video ?? "")).toBe(true);
    const { file, nonce, others } = rig.sceneAnswers(job);
    expect(nonce).not.toBe("");
    expect(file).toContain(nonce);
    for (const other of others) expect(file).not.toContain(other);
  }
}

describe("a list of topics in batch mode", () => {
  it("plans all in one batch and writes all scenes in a second, and says so", async () => {
    const { code, answer, stderr } = await rig.generate(["The circle", "The square", "The line"]);
    expect([code, answer.ok]).toEqual([0, true]);
    expect(rig.creates()).toEqual([1, 1]);
    const kinds = rig.inBatches().map((batch) => batch.map(({ kind }) => kind));
    expect(kinds).toEqual([Array(3).fill("plan"), Array(3).fill("scene")]);
    expect(rig.singly()).toEqual([]);
    expectOwnScenes(answer.jobs, 3);
    for (const { title } of answer.jobs ?? []) {
      const plan = rig.inBatches()[0]?.find(({ nonce }) => nonce !== null && title.includes(nonce));
      expect(plan?.prompt).toContain(title.split(" ").slice(0, 2).join(" "));
    }
    for (const line of ["Processing batch of 3 Manim requests", "Created batch job: batches/loopback-1"])
      expect(stderr).toContain(line);
    expect(stderr).toMatch(/Job status: JOB_STATE_RUNNING[^]*Job status: JOB_STATE_SUCCEEDED/);
    expect(stderr.match(/✓ Generated code for scene/g)).toHaveLength(3);
    expect(answer.quote).toMatchObject({ mode: "batch", allowed: true, requests: { expected: 15 } });
    const usage = (answer.jobs ?? []).map((job) => job.usage);
    expect(answer.bill).toMatchObject({ requests: 6, atOnce: null, overlap: null, cancelled: 0 });
    expect(answer.bill?.tokens.total).toBe(usage.reduce((sum, { tokens }) => sum + tokens.total, 0));
    expect(answer.bill?.usd).toBeCloseTo(
      usage.reduce((sum, { usd }) => sum + (usd ?? NaN), 0),
      9,
    );
  });

  it("is taken up again after kill -9 without a further create", async () => {
    const killed = rig.start([...rig.generating(["The circle", "The square"]), "--json"]);
    await killed.said("Created batch job");
    killed.child.kill("SIGKILL");
    await killed.ended;
    const [first] = (await rig.run("jobs", "list")).answer.jobs ?? [];
    const { code, answer, stderr } = await rig.run("jobs", "resume", first?.list ?? "", "--quality", "low");
    expect([code, stderr.includes("internal-error")]).toEqual([0, false]);
    expect(rig.creates()).toEqual([1, 1]);
    expect(rig.singly()).toEqual([]);
    expectOwnScenes(answer.jobs, 2);
    expect(answer.bill?.requests).toBe(4);
  });

  it("repairs all scenes that fail in one more batch", async () => {
    rig.server.script({ on: "scene", behaviour: { do: "fault", fault: "zero" }, times: 2 });
    const { code, answer } = await rig.generate(["The circle", "The square"]);
    expect(code).toBe(0);
    expect(rig.inBatches().map((batch) => batch.map(({ kind }) => kind))).toEqual([
      ["plan", "plan"],
      ["scene", "scene"],
      ["repair", "repair"],
    ]);
    expect([rig.creates(), rig.singly()]).toEqual([[1, 1, 1], []]);
    expectOwnScenes(answer.jobs, 2);
  });

  it("asks singly for a dropped answer, and gives swapped ones to nobody", async () => {
    rig.server.scriptBatches({ behaviours: [{ do: "drop", count: 1 }] }, { behaviours: [{ do: "swap" }] });
    const { code, answer } = await rig.generate(["The circle", "The square"]);
    expect(code).toBe(0);
    expect(rig.creates()).toEqual([1, 1]);
    expect(rig.singly().map(({ kind }) => kind)).toEqual(["plan", "scene", "scene"]);
    expectOwnScenes(answer.jobs, 2);
    // What the swapped answers cost is billed though nobody used them.
    const used = (answer.jobs ?? []).reduce((sum, { usage }) => sum + (usage.usd ?? NaN), 0);
    expect(answer.bill).toMatchObject({ requests: 7, atOnce: { requests: 3 } });
    expect(answer.bill?.usd).toBeGreaterThan(used);
  });

  it("is asked for at once after its deadline, and the difference is shown", async () => {
    rig.server.scriptBatches({ behaviours: [{ do: "never" }] });
    const { code, stdout, stderr } = await rig.words(...rig.generating(["The circle"], "--deadline", "2s"));
    expect(code).toBe(0);
    expect(rig.server.batches()).toMatchObject([{ cancelled: true, state: "BATCH_STATE_CANCELLED" }]);
    expect(rig.singly().map(({ kind }) => kind)).toEqual(["plan", "scene"]);
    expect(stderr).toContain("Cancelling batches/loopback-1: its deadline has come");
    expect(stdout).toMatch(/^quoted: \$\d/m);
    expect(stdout).toMatch(/^billed: \$\d\S* for 3 requests/m);
    expect(stdout).toMatch(
      /^of that asked for at once: 2 requests for \$\S+ instead of \$\S+ in a batch, \$\S+ more$/m,
    );
    expect(stdout).toMatch(/^1 requests were cancelled; the provider may bill them as well$/m);
  });

  it("is not started above its cap", async () => {
    const { code, answer } = await rig.generate(["The circle", "The square"], "--max-usd", "0.0001");
    expect([code, answer.problems.map((one) => one.code)]).toEqual([1, ["cap-exceeded"]]);
    expect([rig.creates(), rig.singly()]).toEqual([[], []]);
    expect((await rig.run("jobs", "list")).answer.jobs).toEqual([]);
  });

  it("asks singly for what an expired batch has not answered, and goes on in batches", async () => {
    rig.server.scriptBatches({ behaviours: [{ do: "expire" }] });
    const { code, answer, stderr } = await rig.generate(["The circle", "The square"]);
    expect(code).toBe(0);
    expect(stderr).toContain("Job status: JOB_STATE_EXPIRED");
    expect(rig.singly().map(({ kind }) => kind)).toEqual(["plan", "plan"]);
    expect(rig.creates()).toEqual([1, 1]);
    expectOwnScenes(answer.jobs, 2);
  });
});
