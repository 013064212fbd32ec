import { expect, it } from "vitest";
import { problem } from "../../../protocol/problems.js";
import type { Finding } from "../../../protocol/server.js";
import { machineCalls } from "../../../server/src/editor/calls/machineCalls.js";
import type { Engine } from "../../../server/src/engine.js";

const answered = (findings: Finding[]) => {
  const engine = { doctor: () => Promise.resolve(findings) } as unknown as Engine;
  return machineCalls(engine)["machine.problems"].work(null, new AbortController().signal);
};

it("says what is wrong with the machine, what keeps videos from being made first", async () => {
  const sandbox = problem("sandbox-missing", "bwrap is not there");
  const manim = problem("manim-missing", "There is no Manim");
  const found = await answered([
    { name: "Node", state: "good", detail: "v24" },
    { name: "Sandbox", state: "warning", detail: "none", problem: sandbox },
    { name: "Python with Manim", state: "missing", detail: "none", problem: manim },
    { name: "Gemini key", state: "warning", detail: "not set" },
  ]);
  expect(found).toEqual([manim, sandbox]);
});

it("says nothing where nothing is wrong", async () => {
  expect(await answered([{ name: "Node", state: "good", detail: "v24" }])).toEqual([]);
});
