import { describe, expect, it } from "vitest";
import type { TestResult } from "../../run/results.mjs";
import { withSecondAttempt } from "../../run/secondAttempt.mjs";
import { addOutcome, nothingYet } from "../../run/summary.mjs";

const passes = (file: string): TestResult[] => [{ name: `${file} works`, state: "passed", message: "", file }];
const fails = (file: string): TestResult[] => [
  { name: `${file} works`, state: "failed", message: "too slow\nat line 3", file },
  { name: `${file} ends`, state: "skipped", message: "", file },
];

/** Runs with these tests, one list for each attempt, each of 60 seconds; says what was asked for and what came of it. */
async function attempts(runs: { tests: TestResult[]; code: number; tail?: string }[]) {
  const asked: { files: string[]; minutes: number }[] = [];
  const outcome = await withSecondAttempt(20, (files, minutes) => {
    const { tests, code, tail = "" } = runs[asked.length]!;
    asked.push({ files, minutes });
    const run = { code, tail, seconds: 60, leftovers: [`left ${asked.length}`] };
    return Promise.resolve({ run, log: `${asked.length}.log`, tests });
  });
  const totals = nothingYet();
  return { asked, outcome, totals, lines: addOutcome(totals, outcome) };
}

describe("files of tests on real processes", () => {
  it("are run once where none failed", async () => {
    const { asked, totals } = await attempts([{ tests: [...passes("a.ts"), ...passes("b.ts")], code: 0 }]);
    expect(asked).toEqual([{ files: [], minutes: 20 }]);
    expect(totals).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });

  it("are run once more where they failed, in the time that is left, and that is told", async () => {
    const { asked, outcome, totals, lines } = await attempts([
      { tests: [...passes("a.ts"), ...fails("b.ts")], code: 1 },
      { tests: [...passes("b.ts")], code: 0 },
    ]);
    expect(asked[1]).toEqual({ files: ["b.ts"], minutes: 19 });
    expect(totals).toEqual({ passed: 2, failed: 0, skipped: 0 });
    expect(outcome.run).toMatchObject({ seconds: 120, leftovers: ["left 1", "left 2"] });
    expect(lines).toContain("passed at the second attempt: b.ts");
    expect(lines).toContain("at the first attempt: b.ts works: too slow (1.log)");
  });

  it("are told with the line that pytest marks", async () => {
    const message = "def test_it():\n>   assert 1 == 2\nE   assert 1 == 2\nE    +  where";
    const first: TestResult[] = [{ name: "one", state: "failed", message, file: "tests/test_a.py" }];
    const { lines } = await attempts([
      { tests: first, code: 1 },
      { tests: passes("tests/test_a.py"), code: 0 },
    ]);
    expect(lines).toContain("passed at the second attempt: test_a.py");
    expect(lines).toContain("at the first attempt: one: assert 1 == 2 (1.log)");
  });

  it("fail when they fail twice", async () => {
    const { totals, lines } = await attempts([
      { tests: [...passes("a.ts"), ...fails("b.ts"), ...fails("c.ts")], code: 1 },
      { tests: [...fails("b.ts"), ...passes("c.ts")], code: 1 },
    ]);
    expect(totals).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(lines).toContain("failed at the second attempt: b.ts");
    expect(lines).toContain("passed at the second attempt: c.ts");
  });

  it("fail when the second attempt does not end", async () => {
    const { totals, lines } = await attempts([
      { tests: [...passes("a.ts"), ...fails("b.ts")], code: 1 },
      { tests: [], code: 124 },
    ]);
    expect(totals).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(lines).toContain("not finished at the second attempt: b.ts");
  });

  it.each([
    ["many failed", ["a.ts", "b.ts", "c.ts", "d.ts"].flatMap(fails), 1, ""],
    ["the first attempt ran past its bound", fails("a.ts"), 124, ""],
    ["there was an error outside of the tests", fails("a.ts"), 1, "      Tests  1 failed\n     Errors  1 error"],
    [
      "one failed that is no file's",
      [...fails("a.ts"), { name: "tests.b", state: "failed", message: "" } as const],
      2,
      "",
    ],
  ])("are not run again where %s", async (_what, tests, code, tail) => {
    const { asked, totals } = await attempts([{ tests, code, tail }]);
    expect(asked).toHaveLength(1);
    expect(totals.failed).toBeGreaterThan(0);
  });
});
