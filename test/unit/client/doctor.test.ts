import { describe, expect, it, vi } from "vitest";
import { problem } from "../../../protocol/problems.js";
import type { Finding } from "../../../protocol/server.js";
import { entriesFor } from "../../../client/src/doctor.js";
import { outermost } from "../../../client/src/jobPanel.js";
import { statusWords } from "../../../client/src/statusBar.js";
import { jobWith } from "./jobs.js";

vi.mock("vscode", () => import("./fakeVscode.js"));

const findings: Finding[] = [
  { name: "Python", state: "good", detail: "3.11.2" },
  { name: "Sandbox", state: "warning", detail: "none", problem: problem("sandbox-missing", "") },
  { name: "Manim", state: "missing", detail: "not installed", problem: problem("manim-missing", "") },
];

describe("the doctor's list", () => {
  it("has what is missing first, with what to do about it", () => {
    const entries = entriesFor(findings, null, () => undefined);
    expect(entries.map(({ label }) => label)).toEqual(["$(error) Manim", "$(warning) Sandbox", "$(pass) Python"]);
    expect(entries[0]?.detail).toBe(`not installed ${problem("manim-missing", "").fix}`);
  });

  it("offers the installation only where it helps and can be done", async () => {
    const install = vi.fn(() => Promise.resolve(true));
    const again = vi.fn();
    const offered = entriesFor(findings, { install }, again)[0];
    expect(offered?.label).toContain("Install Manim");
    await offered?.run?.();
    expect(again).toHaveBeenCalledOnce();
    expect(entriesFor(findings.slice(0, 2), { install }, again)).toHaveLength(2);
  });
});

describe("the status bar", () => {
  it("says what runs and how far it is", () => {
    expect(statusWords([jobWith()], "running")?.text).toBe("$(sync~spin) Manim: Rendering scenes 60 %");
    const two = statusWords(
      [jobWith(), jobWith({ id: "2", percentage: 20.9 }), jobWith({ id: "3", status: "failed" })],
      "running",
    );
    expect(two?.text).toBe("$(sync~spin) Manim: 2 videos 40 %");
    expect(two?.tooltip.split("\n")).toHaveLength(2);
  });

  it("is silent when nothing runs, and tells of a restart only when something waits for it", () => {
    expect(statusWords([jobWith({ status: "completed" })], "starting")).toBeNull();
    expect(statusWords([jobWith()], "starting")?.text).toContain("restarting");
  });
});

describe("folders the panel may read", () => {
  it("are named once, without those inside others", () => {
    expect(outermost(["file:///a/b", "file:///a", "file:///ab", "file:///a", "file:///c/"])).toEqual([
      "file:///a",
      "file:///ab",
      "file:///c/",
    ]);
    expect(outermost(["file:///", "file:///x"])).toEqual(["file:///"]);
  });
});
