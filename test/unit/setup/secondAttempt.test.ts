import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withSecondAttempt } from "../../run/secondAttempt.mjs";
import { addOutcome, nothingYet } from "../../run/summary.mjs";
import { emptyFolder } from "./machine.js";

const passes = (name: string) => ({
  name: `/tests/${name}`,
  status: "passed",
  assertionResults: [{ fullName: `${name} works`, status: "passed" }],
});
const fails = (name: string) => ({
  name: `/tests/${name}`,
  status: "failed",
  assertionResults: [
    { fullName: `${name} works`, status: "failed", failureMessages: ["too slow\nat line 3"] },
    { fullName: `${name} ends`, status: "skipped" },
  ],
});

/** Runs with these reports, one for each attempt, each of 60 seconds; says what was asked for and what came of it. */
async function attempts(reports: { files: object[] | undefined; code: number; tail?: string }[]) {
  const asked: { files: string[]; minutes: number }[] = [];
  const folder = emptyFolder();
  const outcome = await withSecondAttempt(20, (files, minutes) => {
    const { files: testResults, code, tail = "" } = reports[asked.length]!;
    const report = join(folder, `${asked.length}.json`);
    asked.push({ files, minutes });
    if (testResults) writeFileSync(report, JSON.stringify({ testResults }));
    const run = { code, tail, seconds: 60, leftovers: [`left ${asked.length}`] };
    return Promise.resolve({ run, log: `${asked.length}.log`, report });
  });
  const totals = nothingYet();
  return { asked, outcome, totals, lines: addOutcome(totals, outcome) };
}

describe("files of tests in the editor", () => {
  it("are run once where none failed", async () => {
    const { asked, totals } = await attempts([{ files: [passes("a.ts"), passes("b.ts")], code: 0 }]);
    expect(asked).toEqual([{ files: [], minutes: 20 }]);
    expect(totals).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  it("are run once more where they failed, in the time that is left, and that is told", async () => {
    const { asked, outcome, totals, lines } = await attempts([
      { files: [passes("a.ts"), fails("b.ts")], code: 1 },
      { files: [passes("b.ts")], code: 0 },
    ]);
    expect(asked[1]).toEqual({ files: ["/tests/b.ts"], minutes: 19 });
    expect(totals).toEqual({ passed: 2, failed: 0, skipped: 0 });
    expect(outcome.run).toMatchObject({ seconds: 120, leftovers: ["left 1", "left 2"] });
    expect(lines).toContain("passed at the second attempt: b.ts");
    expect(lines).toContain("at the first attempt: b.ts works: too slow (1.log)");
  });

  it("fail when they fail twice", async () => {
    const { totals, lines } = await attempts([
      { files: [passes("a.ts"), fails("b.ts"), fails("c.ts")], code: 1 },
      { files: [fails("b.ts"), passes("c.ts")], code: 1 },
    ]);
    expect(totals).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(lines).toContain("failed at the second attempt: b.ts");
    expect(lines).toContain("passed at the second attempt: c.ts");
  });

  it("fail when the second attempt does not end", async () => {
    const { totals, lines } = await attempts([
      { files: [passes("a.ts"), fails("b.ts")], code: 1 },
      { files: undefined, code: 124 },
    ]);
    expect(totals).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(lines).toContain("not finished at the second attempt: b.ts");
  });

  it.each([
    ["many failed", ["a.ts", "b.ts", "c.ts", "d.ts"].map(fails), 1, ""],
    ["the first attempt ran past its bound", [fails("a.ts")], 124, ""],
    ["there was an error outside of the tests", [fails("a.ts")], 1, "      Tests  1 failed\n     Errors  1 error"],
  ])("are not run again where %s", async (_what, files, code, tail) => {
    const { asked, totals } = await attempts([{ files, code, tail }]);
    expect(asked).toHaveLength(1);
    expect(totals.failed).toBeGreaterThan(0);
  });
});
