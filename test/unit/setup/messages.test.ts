import { describe, expect, it } from "vitest";
import { explainFailure, Interrupted } from "../../../bin/setup/interruption.mjs";
import { exitCode } from "../../../bin/setup/launch.mjs";
import { explainFileError, SetupProblem } from "../../../bin/setup/problem.mjs";
import { linesTo, step } from "../../../bin/setup/progress.mjs";
import { run } from "../../../bin/setup/processes.mjs";
import { fakeMachine } from "./machine.js";

describe("a set-up that did not finish", () => {
  it("says what the tool said, what happened and what to do", () => {
    const problem = new SetupProblem("setup-failed", "It failed.", "Do this.", { tail: "one\ntwo" });
    expect(explainFailure(problem)).toEqual({
      lines: ["  | one", "  | two", "error setup-failed: It failed.", "    Do this."],
      problem: { code: "setup-failed", severity: "error", message: "It failed.", fix: "Do this." },
      exitCode: 1,
    });
  });

  it("ends with 130 when it was interrupted", () => {
    expect(explainFailure(new Interrupted(130))).toMatchObject({ exitCode: 130, problem: { code: "cancelled" } });
  });

  it("of our own making says so, with what a report needs", () => {
    const { lines, problem, exitCode } = explainFailure(new TypeError("x is not a function"));
    expect([problem.code, exitCode]).toEqual(["internal-error", 1]);
    expect(lines.join("\n")).toMatch(/x is not a function[^]*messages\.test/);
  });

  it.each([
    ["ENOSPC", "disk-full"],
    ["EROFS", "disk-read-only"],
    ["EACCES", "disk-read-only"],
  ])("%s is told as %s", (code, expected) => {
    expect(explainFileError(Object.assign(new Error("x"), { code }), "/home")).toMatchObject({ code: expected });
  });
});

describe("the product's end", () => {
  it("is passed on as an exit code, a signal as 128 and its number", () => {
    expect(exitCode(2, null)).toBe(2);
    expect(exitCode(null, "SIGINT")).toBe(130);
    expect(exitCode(null, "SIGTERM")).toBe(143);
  });
});

describe("progress", () => {
  it("is one line when a step begins and one when it ends", async () => {
    const lines: string[] = [];
    await step(linesTo({ write: (text) => lines.push(text) }), "Building", "a few seconds", () => Promise.resolve());
    expect(lines).toEqual(["manim-video: Building (a few seconds) …\n", "manim-video: Building: done in 0 s\n"]);
  });
});

describe("a tool of the set-up", () => {
  it("keeps its first words of an error and its last lines", async () => {
    const { context, folder, command } = fakeMachine();
    command("tool", "echo 'error: the cause'; i=0; while [ $i -lt 50 ]; do echo line $i; i=$((i+1)); done; exit 3");
    const { code, tail } = await run(context, `${folder}/bin/tool`, []);
    expect(code).toBe(3);
    expect(tail.split("\n")).toHaveLength(13);
    expect(tail).toMatch(/^error: the cause\n[^]*line 49$/);
  });

  it("is ended with all it started when it takes too long", async () => {
    const { context, folder, command } = fakeMachine();
    command("tool", "/bin/sleep 30 & /bin/sleep 30");
    const begun = Date.now();
    expect((await run(context, `${folder}/bin/tool`, [], { timeout: 100 })).code).toBe(124);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it("that cannot be started is told as such", async () => {
    const { context } = fakeMachine();
    expect((await run(context, "/no/such/tool", [])).code).toBe(127);
  });
});
