import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runBounded } from "../../run/bounded.mjs";
import { readJunit, readMocha, readVitest } from "../../run/results.mjs";
import { addOutcome, lastLine, nothingYet } from "../../run/summary.mjs";
import { emptyFolder } from "./machine.js";

function written(text: string): string {
  const file = join(emptyFolder(), "results");
  writeFileSync(file, text);
  return file;
}

describe("results are read", () => {
  it("from Vitest, a file that could not be loaded as one failed test", () => {
    const report = {
      testResults: [
        { name: "a.ts", status: "passed", assertionResults: [{ fullName: "one", status: "passed" }] },
        { name: "b.ts", status: "failed", message: "cannot load", assertionResults: [] },
        {
          name: "c.ts",
          status: "failed",
          assertionResults: [
            { fullName: "two", status: "failed", failureMessages: ["why"] },
            { fullName: "three", status: "skipped" },
          ],
        },
      ],
    };
    expect(readVitest(written(JSON.stringify(report)))).toEqual([
      { name: "one", state: "passed", message: "", file: "a.ts" },
      { name: "b.ts", state: "failed", message: "cannot load", file: "b.ts" },
      { name: "two", state: "failed", message: "why", file: "c.ts" },
      { name: "three", state: "skipped", message: "", file: "c.ts" },
    ]);
  });

  it("from pytest, an error outside of a test as one failed test", () => {
    const xml = `<testsuites><testsuite><testcase classname="tests.a" name="one" time="0" />
      <testcase classname="tests.a" name="two[&lt;3&gt;]"><failure message="m">a &lt; b
      E  assert</failure></testcase><testcase classname="" name="tests.c"><error message="x">cannot import</error></testcase>
      <testcase classname="tests.a" name="four"><skipped type="pytest.skip">no</skipped></testcase></testsuite></testsuites>`;
    expect(readJunit(written(xml)).map(({ name, state }) => `${state} ${name}`)).toEqual([
      "passed tests.a one",
      "failed tests.a two[<3>]",
      "failed tests.c",
      "skipped tests.a four",
    ]);
    expect(readJunit(written(xml))[1]?.message).toContain("a < b");
    expect(readJunit(written(xml)).map(({ file }) => file)).toEqual([
      "tests/a.py",
      "tests/a.py",
      undefined,
      "tests/a.py",
    ]);
  });

  it("from Mocha", () => {
    const report = [
      { title: "a", state: "passed", milliseconds: 1 },
      { title: "b", state: "failed", milliseconds: 1, error: "why" },
      { title: "c", state: "pending", milliseconds: 0 },
    ];
    expect(readMocha(written(JSON.stringify(report)))).toEqual([
      { name: "a", state: "passed", message: "" },
      { name: "b", state: "failed", message: "why" },
      { name: "c", state: "skipped", message: "" },
    ]);
  });

  it.each([readVitest, readMocha, readJunit])("as none where the tool wrote nothing", (read) => {
    expect(read(join(emptyFolder(), "absent"))).toEqual([]);
  });
});

describe("a run of tests", () => {
  const run = { code: 0, tail: "the end", seconds: 1, leftovers: [] };
  const test = (state: "passed" | "failed" | "skipped") => ({ name: state, state, message: "" });

  it("ends with its totals", () => {
    const totals = nothingYet();
    addOutcome(totals, { tests: [test("passed"), test("passed")], run, log: "l" });
    expect(lastLine(totals)).toBe("2 passed, 0 failed");
    addOutcome(totals, { tests: [test("failed"), test("skipped")], run: { ...run, code: 1 }, log: "l" });
    expect(lastLine(totals)).toBe("2 passed, 1 failed, 1 skipped");
  });

  it.each([
    ["ran nothing", [], 0],
    ["crashed after its tests passed", [test("passed")], 139],
    ["ran past its bound", [test("passed")], 124],
  ])("fails when a suite %s", (_what, tests, code) => {
    const totals = nothingYet();
    addOutcome(totals, { tests, run: { ...run, code }, log: "l" });
    expect(totals.failed).toBe(1);
  });

  it("ends a suite past its bound, with processes that left its group", async () => {
    const folder = emptyFolder();
    const log = join(folder, "log");
    const start = {
      command: "/bin/sh",
      args: ["-c", "echo begun; setsid sleep 60 & sleep 60"],
      cwd: folder,
      env: process.env,
      log,
    };
    const result = await runBounded({ ...start, minutes: 0.005 });
    expect(result).toMatchObject({ code: 124, tail: expect.stringContaining("begun") as string });
    expect(result.seconds).toBeLessThan(10);
  });

  it.runIf(process.platform === "linux")("names what a suite left running, and ends it", async () => {
    const folder = emptyFolder();
    const start = { command: "/bin/sh", args: ["-c", "setsid sleep 61 & sleep 0.2"], cwd: folder, env: process.env };
    const result = await runBounded({ ...start, log: join(folder, "log"), minutes: 1 });
    expect(result).toMatchObject({ code: 0, leftovers: ["sleep 61"] });
  });
});
